package org.godocker.api.job;

import java.time.Duration;
import java.util.Objects;

/**
 * What decides where a job can start. If one job of a shape does not fit anywhere now, no other of the same shape does.
 *
 * @param resources cpu and memory
 * @param lifespan  how long it may run
 * @param executor  the executor asked for by name, empty for any
 */
public record JobShape(ResourceRequest resources, Duration lifespan, String executor) {

    public JobShape {
        Objects.requireNonNull(resources, "resources");
        Objects.requireNonNull(lifespan, "lifespan");
        Objects.requireNonNull(executor, "executor");
    }
}
