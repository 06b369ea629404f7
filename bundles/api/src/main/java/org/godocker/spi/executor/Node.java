package org.godocker.spi.executor;

import java.util.Map;
import java.util.Objects;

/**
 * A machine, or part of one, that an executor gives to jobs.
 *
 * @param name        unique within the executor and the same after a restart
 * @param available   whether containers can be started on it now
 * @param message     why not, for people; empty when it is available
 * @param cpuMillis   thousandths of a core it gives in all, 0 or more
 * @param memoryBytes bytes it gives in all, 0 or more
 * @param labels      what its administrator says of it
 */
public record Node(
        String name, boolean available, String message, long cpuMillis, long memoryBytes, Map<String, String> labels) {

    public Node {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(message, "message");
        if (cpuMillis < 0 || memoryBytes < 0) {
            throw new IllegalArgumentException("capacity of node " + name + " is never negative");
        }
        labels = Map.copyOf(labels);
    }
}
