package org.godocker.executor.docker.internal.node;

import java.util.Optional;
import org.godocker.executor.docker.internal.config.NodeSettings;
import org.godocker.executor.docker.internal.engine.EngineInfo;

/**
 * What a node gives out in all.
 *
 * @param cpuMillis   thousandths of a core
 * @param memoryBytes bytes
 */
record Capacity(long cpuMillis, long memoryBytes) {

    /** What its administrator says, else what the machine has less the reserve; nothing before it was reached once. */
    static Capacity of(NodeSettings node, Optional<EngineInfo> machine) {
        long cpu = machine.map(EngineInfo::cpuMillis).orElse(0L);
        long memory = machine.map(EngineInfo::memoryBytes).orElse(0L);
        return new Capacity(node.cpuMillis().orElse(Math.max(0, cpu - node.reserveCpu())),
                node.memoryBytes().orElse(Math.max(0, memory - node.reserveMemory())));
    }
}
