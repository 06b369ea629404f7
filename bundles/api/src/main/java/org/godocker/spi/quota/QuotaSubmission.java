package org.godocker.spi.quota;

import java.util.List;
import java.util.Objects;
import org.godocker.api.job.JobSpec;

/**
 * Jobs that are submitted together.
 *
 * @param owner login they will run as
 * @param jobs  1 or more
 */
public record QuotaSubmission(String owner, List<JobSpec> jobs) {

    public QuotaSubmission {
        Objects.requireNonNull(owner, "owner");
        jobs = List.copyOf(jobs);
    }
}
