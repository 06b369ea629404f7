package org.godocker.api.job;

import java.util.Objects;

/**
 * Where an attempt was put.
 *
 * @param executor name of the executor
 * @param node     name of the node, unique within the executor
 */
public record Placement(String executor, String node) {

    public Placement {
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(node, "node");
    }
}
