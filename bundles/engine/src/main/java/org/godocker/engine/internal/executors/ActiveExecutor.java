package org.godocker.engine.internal.executors;

import org.godocker.spi.executor.Executor;
import org.godocker.spi.executor.ExecutorCapabilities;

/**
 * An executor that has been opened.
 *
 * @param name         how configuration and jobs name it
 * @param executor     the service
 * @param capabilities what it said of itself last
 */
public record ActiveExecutor(String name, Executor executor, ExecutorCapabilities capabilities) {
}
