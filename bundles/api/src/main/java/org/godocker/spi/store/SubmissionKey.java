package org.godocker.spi.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.godocker.api.job.JobId;

/**
 * Remembers a submission so that repeating it gives the same jobs.
 *
 * @param owner       login the jobs run as
 * @param key         the client's idempotency key, unique for the owner
 * @param fingerprint hash of what was submitted
 * @param jobs        the jobs accepted for it
 * @param created     when
 */
public record SubmissionKey(String owner, String key, String fingerprint, List<JobId> jobs, Instant created) {

    public SubmissionKey {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(fingerprint, "fingerprint");
        jobs = List.copyOf(jobs);
        Objects.requireNonNull(created, "created");
    }
}
