package org.godocker.spi.executor;

import java.time.Instant;
import java.util.Objects;

/**
 * A container that carries this server's label.
 *
 * @param run         the attempt its labels name
 * @param observation how it is
 * @param created     when it was made
 */
public record ObservedRun(Run run, Observation observation, Instant created) {

    public ObservedRun {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(observation, "observation");
        Objects.requireNonNull(created, "created");
    }
}
