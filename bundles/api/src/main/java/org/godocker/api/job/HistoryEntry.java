package org.godocker.api.job;

import java.util.Objects;
import java.util.Optional;

/**
 * One step in the life of a job.
 *
 * @param sequence  1 for the submission, then growing; the version the job had after the step
 * @param attempt   the attempt the step belongs to
 * @param status    the state it came into, why and when
 * @param placement where the attempt was at that time
 */
public record HistoryEntry(long sequence, int attempt, JobStatus status, Optional<Placement> placement) {

    public HistoryEntry {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(placement, "placement");
    }
}
