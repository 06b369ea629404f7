package org.godocker.api.node;

import java.util.Map;
import java.util.Objects;

/**
 * A node as the engine sees it now.
 *
 * @param executor      name of the executor it belongs to
 * @param name          unique within the executor
 * @param available     whether jobs can be started on it now
 * @param message       why not, or empty
 * @param cpuMillis     thousandths of a core it gives to jobs in all
 * @param cpuMillisUsed of these, given out
 * @param memoryBytes   bytes it gives to jobs in all
 * @param memoryUsed    of these, given out
 * @param jobs          how many jobs hold capacity on it
 * @param labels        what its administrator says of it
 */
public record NodeView(
        String executor, String name, boolean available, String message, long cpuMillis, long cpuMillisUsed,
        long memoryBytes, long memoryUsed, int jobs, Map<String, String> labels) {

    public NodeView {
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(message, "message");
        labels = Map.copyOf(labels);
    }
}
