package org.godocker.engine.internal.core;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.godocker.engine.internal.config.EngineSettings;
import org.godocker.engine.internal.executors.Workers;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.engine.internal.plugin.Plugins;
import org.godocker.engine.internal.runs.LaunchPreparation;
import org.godocker.engine.internal.runs.UsageSource;
import org.godocker.spi.store.JobStore;

/**
 * What an engine is made of; tests put virtual time and fakes in the same places.
 *
 * @param store       jobs on disk
 * @param settings    the options in force, asked for each time
 * @param plugins     what is installed
 * @param calls       bounds calls into plugins
 * @param workers     threads for what may wait
 * @param timers      runs things later
 * @param loopThread  runs one thing at a time, in order
 * @param clock       the time
 * @param preparation makes launches ready
 * @param usage       completes what executors know of a container's usage
 */
public record EngineParts(
        JobStore store, Supplier<EngineSettings> settings, Plugins plugins, PluginCalls calls, Workers workers,
        ScheduledExecutorService timers, Executor loopThread, Clock clock, LaunchPreparation preparation, UsageSource usage) {
}
