package org.godocker.engine.internal.queue;

import java.util.TreeMap;
import org.godocker.api.job.ResourceRequest;

/** The smallest cpu and the smallest memory asked for by any of the shapes that wait. */
final class SmallestDemand {

    private final TreeMap<Long, Integer> cpuMillis = new TreeMap<>();
    private final TreeMap<Long, Integer> memoryBytes = new TreeMap<>();

    void add(ResourceRequest request) {
        cpuMillis.merge(request.cpuMillis(), 1, Integer::sum);
        memoryBytes.merge(request.memoryBytes(), 1, Integer::sum);
    }

    void remove(ResourceRequest request) {
        decrement(cpuMillis, request.cpuMillis());
        decrement(memoryBytes, request.memoryBytes());
    }

    /** {@link Long#MAX_VALUE} when nothing waits. */
    long smallestCpuMillis() {
        return cpuMillis.isEmpty() ? Long.MAX_VALUE : cpuMillis.firstKey();
    }

    /** {@link Long#MAX_VALUE} when nothing waits. */
    long smallestMemoryBytes() {
        return memoryBytes.isEmpty() ? Long.MAX_VALUE : memoryBytes.firstKey();
    }

    private static void decrement(TreeMap<Long, Integer> counts, long key) {
        counts.computeIfPresent(key, (k, count) -> count == 1 ? null : count - 1);
    }
}
