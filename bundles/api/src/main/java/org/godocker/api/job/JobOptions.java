package org.godocker.api.job;

import java.util.Objects;

/**
 * What a job may ask for beyond one run of one script. {@link #NONE} is what most jobs have.
 *
 * @param retry when it is started again by itself
 */
public record JobOptions(Retry retry) {

    public static final JobOptions NONE = new JobOptions(Retry.NONE);

    public JobOptions {
        Objects.requireNonNull(retry, "retry");
    }

    public JobOptions withRetry(Retry newRetry) {
        return new JobOptions(newRetry);
    }
}
