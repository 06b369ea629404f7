package org.godocker.spi.executor;

import java.util.Objects;
import org.godocker.api.job.JobId;

/**
 * One try at running a job. A container belongs to exactly one.
 *
 * @param job    the job
 * @param number of the attempt, from 1
 */
public record AttemptId(JobId job, int number) {

    public AttemptId {
        Objects.requireNonNull(job, "job");
        if (number < 1) {
            throw new IllegalArgumentException("attempts count from 1: " + number);
        }
    }

    @Override
    public String toString() {
        return job + "/" + number;
    }
}
