package org.godocker.rest.internal.server;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.godocker.api.node.NodeView;

/** A node as it is sent: cores as decimals, memory in bytes. */
public record NodeDescription(
        String executor, String name, boolean available, String message, BigDecimal cpus, BigDecimal cpusUsed,
        long memory, long memoryUsed, int jobs, Map<String, String> labels) {

    static NodeDescription of(NodeView node) {
        return new NodeDescription(node.executor(), node.name(), node.available(), node.message(),
                cores(node.cpuMillis()), cores(node.cpuMillisUsed()), node.memoryBytes(), node.memoryUsed(),
                node.jobs(), new TreeMap<>(node.labels()));
    }

    private static BigDecimal cores(long millis) {
        return BigDecimal.valueOf(millis, 3).stripTrailingZeros();
    }
}
