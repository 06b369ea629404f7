package org.godocker.engine.internal.plugin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.godocker.spi.Plugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each plugin a small pool of threads of its own and each call a time limit. A plugin that let several calls in a
 * row run into their limit is left alone for a while, so that a hanging plugin costs a few waits and not one per call.
 */
@Component(service = PluginCalls.class)
public final class BoundedPluginCalls implements PluginCalls, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedPluginCalls.class);
    private static final int THREADS_PER_PLUGIN = 64;
    private static final int TIMEOUTS_BEFORE_REST = 3;
    private static final Duration REST = Duration.ofSeconds(30);

    private final Clock clock;
    private final int threadsPerPlugin;
    /** Weak, so that a call made while a plugin leaves does not keep its classes. */
    private final Map<Plugin, Lane> lanes = Collections.synchronizedMap(new WeakHashMap<>());

    @Activate
    public BoundedPluginCalls(@Reference Plugins plugins) {
        this(Clock.systemUTC(), THREADS_PER_PLUGIN);
        plugins.onDeparture(this::forget);
    }

    /** @param threadsPerPlugin how many calls into one plugin may run at once; more are refused at once */
    public BoundedPluginCalls(Clock clock, int threadsPerPlugin) {
        this.clock = clock;
        this.threadsPerPlugin = threadsPerPlugin;
    }

    @Override
    public <T> T call(Plugin plugin, Duration limit, Callable<T> work) throws PluginCallException {
        Lane lane = lanes.computeIfAbsent(plugin, p -> new Lane(p.name(), threadsPerPlugin));
        if (lane.rests(clock.instant())) {
            throw new PluginCallException("plugin " + lane.name + " did not answer several times and is left alone for a while", null);
        }
        Future<T> future;
        try {
            future = lane.pool.submit(work);
        } catch (RejectedExecutionException e) {
            throw new PluginCallException("plugin " + lane.name + " is busy with " + threadsPerPlugin + " calls", e);
        }
        try {
            T result = future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            lane.answered();
            return result;
        } catch (ExecutionException e) {
            lane.answered();
            Throwable cause = e.getCause();
            throw new PluginCallException("plugin " + lane.name + " failed: " + describe(cause), cause);
        } catch (TimeoutException e) {
            future.cancel(true);
            lane.timedOut(clock.instant());
            throw new PluginCallException("plugin " + lane.name + " gave no answer within " + limit.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new PluginCallException("interrupted while plugin " + lane.name + " was called", e);
        }
    }

    private static String describe(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Lets go of a plugin that has left; calls still running are interrupted. */
    public void forget(Plugin plugin) {
        Lane lane = lanes.remove(plugin);
        if (lane != null) {
            lane.pool.shutdownNow();
        }
    }

    @Override
    @Deactivate
    public void close() {
        List<Plugin> all;
        synchronized (lanes) {
            all = List.copyOf(lanes.keySet());
        }
        all.forEach(this::forget);
    }

    private static final class Lane {

        private final String name;
        private final ThreadPoolExecutor pool;
        private int timeouts;
        private Instant restsUntil = Instant.MIN;

        Lane(String name, int threads) {
            this.name = name;
            this.pool = new ThreadPoolExecutor(0, threads, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = new Thread(work, "godocker-plugin-" + name);
                thread.setDaemon(true);
                return thread;
            });
        }

        synchronized boolean rests(Instant now) {
            return now.isBefore(restsUntil);
        }

        synchronized void answered() {
            timeouts = 0;
        }

        synchronized void timedOut(Instant now) {
            timeouts++;
            if (timeouts >= TIMEOUTS_BEFORE_REST) {
                timeouts = 0;
                restsUntil = now.plus(REST);
                LOG.warn("Plugin {} ran into its time limit {} times in a row and is left alone for {} s",
                        name, TIMEOUTS_BEFORE_REST, REST.toSeconds());
            }
        }
    }
}
