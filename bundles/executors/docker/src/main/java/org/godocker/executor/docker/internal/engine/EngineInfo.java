package org.godocker.executor.docker.internal.engine;

import java.time.Instant;

/**
 * What an engine says of its machine.
 *
 * @param version     of the engine
 * @param cpuMillis   thousandths of a core the machine has
 * @param memoryBytes the machine has
 * @param time        the engine's clock
 */
public record EngineInfo(String version, long cpuMillis, long memoryBytes, Instant time) {
}
