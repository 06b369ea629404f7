package org.godocker.api.job;

import java.time.Instant;
import java.util.Objects;

/**
 * State, why, and since when.
 *
 * @param time when the job came into this state
 */
public record JobStatus(JobState state, Reason reason, Instant time) {

    public JobStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(time, "time");
    }
}
