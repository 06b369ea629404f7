package org.godocker.spi.store;

import java.time.Instant;
import java.util.Objects;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobShape;

/**
 * A job that has not ended, without the bulk of what was submitted: what the engine keeps in memory.
 *
 * @param id        its number
 * @param owner     login
 * @param project   project
 * @param shape     what it needs
 * @param submitted when it was accepted
 * @param progress  the part that changes
 * @param version   of {@code progress}
 */
public record LiveJob(
        JobId id, String owner, String project, JobShape shape, Instant submitted, JobProgress progress, long version) {

    public LiveJob {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(submitted, "submitted");
        Objects.requireNonNull(progress, "progress");
    }

    /** The same job one step on. */
    public LiveJob next(JobProgress newProgress) {
        return new LiveJob(id, owner, project, shape, submitted, newProgress, version + 1);
    }
}
