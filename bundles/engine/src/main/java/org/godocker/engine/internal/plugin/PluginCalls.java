package org.godocker.engine.internal.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.godocker.spi.Plugin;

/** Calls into plugins, so that one that throws or hangs harms only its own work. */
public interface PluginCalls {

    /**
     * Runs code of a plugin and waits for it, no longer than the limit.
     *
     * @throws PluginCallException when the plugin threw (its exception is the cause), took too long and was interrupted,
     *                             or is being left alone after having failed too often
     */
    <T> T call(Plugin plugin, Duration limit, Callable<T> work) throws PluginCallException;
}
