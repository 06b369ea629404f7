package org.godocker.spi.scheduling;

import java.time.Instant;
import java.util.Objects;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobShape;

/**
 * A waiting job as policies, watchers and quota policies see it.
 *
 * @param id        its number; smaller was submitted earlier
 * @param owner     login of its user
 * @param project   project it is accounted to
 * @param shape     what it needs
 * @param submitted when it was accepted
 * @param attempt   1 unless it had to be queued again
 */
public record QueuedJob(JobId id, String owner, String project, JobShape shape, Instant submitted, int attempt) {

    public QueuedJob {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(submitted, "submitted");
    }
}
