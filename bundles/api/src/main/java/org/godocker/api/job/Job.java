package org.godocker.api.job;

import java.time.Instant;
import java.util.Objects;

/**
 * A job: what was asked for and what became of it.
 *
 * @param id        given by the server
 * @param owner     login of the user it runs as
 * @param spec      what was accepted
 * @param submitted when it was accepted
 * @param progress  the part that changes
 * @param version   counts the changes of {@code progress}, from 1
 */
public record Job(JobId id, String owner, JobSpec spec, Instant submitted, JobProgress progress, long version) {

    public Job {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(submitted, "submitted");
        Objects.requireNonNull(progress, "progress");
    }

    public JobState state() {
        return progress.state();
    }

    public Job withProgress(JobProgress newProgress) {
        return new Job(id, owner, spec, submitted, newProgress, version);
    }
}
