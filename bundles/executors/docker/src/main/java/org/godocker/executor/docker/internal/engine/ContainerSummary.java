package org.godocker.executor.docker.internal.engine;

import java.time.Instant;
import java.util.Map;

/**
 * A container as the engine lists it.
 *
 * @param id      64 hexadecimal digits
 * @param labels  of the container
 * @param state   created, running, paused, exited, ...
 * @param created when it was made, in whole seconds
 */
public record ContainerSummary(String id, Map<String, String> labels, String state, Instant created) {

    public ContainerSummary {
        labels = Map.copyOf(labels);
    }

    public boolean live() {
        return state.equals("running") || state.equals("paused");
    }
}
