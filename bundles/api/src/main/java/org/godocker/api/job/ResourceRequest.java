package org.godocker.api.job;

import java.math.BigDecimal;

/**
 * What a job needs while it runs. These are hard limits of its container as well.
 *
 * @param cpuMillis   thousandths of a cpu core, 1 or more
 * @param memoryBytes bytes of memory, 1 or more
 */
public record ResourceRequest(long cpuMillis, long memoryBytes) {

    public ResourceRequest {
        if (cpuMillis < 1) {
            throw new IllegalArgumentException("cpuMillis must be 1 or more: " + cpuMillis);
        }
        if (memoryBytes < 1) {
            throw new IllegalArgumentException("memoryBytes must be 1 or more: " + memoryBytes);
        }
    }

    /** Cpu cores as a decimal without trailing zeros, for example 0.5. */
    public BigDecimal cpus() {
        BigDecimal cores = BigDecimal.valueOf(cpuMillis, 3).stripTrailingZeros();
        return cores.scale() < 0 ? cores.setScale(0) : cores;
    }
}
