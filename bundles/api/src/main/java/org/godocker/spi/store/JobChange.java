package org.godocker.spi.store;

import java.util.List;
import java.util.Objects;
import org.godocker.api.job.HistoryEntry;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobProgress;

/**
 * One or more steps of one job, written at once.
 *
 * @param id       the job
 * @param expected version the job must have in the database; otherwise the whole batch fails as stale
 * @param version  version it has afterwards, larger than {@code expected}
 * @param progress what it is afterwards
 * @param steps    history to add, in order; empty when only an intent or a handle changed
 */
public record JobChange(JobId id, long expected, long version, JobProgress progress, List<HistoryEntry> steps) {

    public JobChange {
        Objects.requireNonNull(id, "id");
        if (version <= expected) {
            throw new IllegalArgumentException("versions count up: " + expected + " to " + version);
        }
        Objects.requireNonNull(progress, "progress");
        steps = List.copyOf(steps);
    }
}
