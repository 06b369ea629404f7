package org.godocker.executor.docker.internal.engine;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened to a container.
 *
 * @param container  its id
 * @param action     as the engine calls it: create, start, die, oom, destroy, ...
 * @param attributes labels of the container and what belongs to the action, for example {@code exitCode}
 * @param time       by the engine's clock
 */
public record EngineEvent(String container, String action, Map<String, String> attributes, Instant time) {

    public EngineEvent {
        attributes = Map.copyOf(attributes);
    }
}
