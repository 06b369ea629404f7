package org.godocker.spi.executor;

import java.util.Objects;
import java.util.Optional;

/**
 * Names the container of an attempt to its executor.
 *
 * @param attempt the attempt
 * @param node    the node it was put on
 * @param handle  what the executor gave at launch; empty when the server died before it could be kept, then the executor
 *                finds the container by the names it derives from server id and attempt
 */
public record Run(AttemptId attempt, String node, Optional<ExecutorHandle> handle) {

    public Run {
        Objects.requireNonNull(attempt, "attempt");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(handle, "handle");
    }
}
