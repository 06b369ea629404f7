package org.godocker.engine.internal.runs;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.godocker.api.job.Intent;
import org.godocker.engine.internal.config.EngineSettings;
import org.godocker.engine.internal.executors.ExecutorHub;
import org.godocker.engine.internal.executors.Workers;
import org.godocker.engine.internal.loop.EngineLoop;
import org.godocker.engine.internal.plugin.PluginCallException;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.Run;
import org.godocker.spi.store.LiveJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has containers ended, and does not let go until the end is seen: after each order it waits a while, looks, and orders
 * again, with growing pauses. Without its executor a job waits; the wish is stored and taken up when it is back.
 */
final class KillDesk {

    private static final Logger LOG = LoggerFactory.getLogger(KillDesk.class);

    private final EngineLoop loop;
    private final ExecutorHub hub;
    private final Workers workers;
    private final PluginCalls calls;
    private final ScheduledExecutorService timers;
    private final Supplier<EngineSettings> settings;
    private final LaunchDesk launches;
    private final Inspector inspector;
    /** The latest chain of orders of each attempt; an older one stops when its time comes. */
    private final Map<AttemptId, Object> chains = new HashMap<>();

    KillDesk(EngineLoop loop, ExecutorHub hub, Workers workers, PluginCalls calls, ScheduledExecutorService timers,
            Supplier<EngineSettings> settings, LaunchDesk launches, Inspector inspector) {
        this.loop = loop;
        this.hub = hub;
        this.workers = workers;
        this.calls = calls;
        this.timers = timers;
        this.settings = settings;
        this.launches = launches;
        this.inspector = inspector;
    }

    /** Sets the end of a job in motion, anew if it is so already. On the engine thread. */
    void kill(LiveJob job) {
        Object chain = new Object();
        chains.put(Runs.attempt(job), chain);
        order(job, Backoff.FIRST, chain);
    }

    private void order(LiveJob job, Duration pause, Object chain) {
        AttemptId attempt = Runs.attempt(job);
        if (launches.isLaunching(attempt)) {
            launches.cancel(attempt);
        } else {
            hub.active(Runs.executor(job)).ifPresent(executor -> workers.run("kill-" + executor.name(), 8, () -> {
                Run run = Runs.of(job);
                Duration grace = settings.get().killGrace();
                try {
                    calls.call(executor.executor(), grace.plus(settings.get().callTimeout()), () -> {
                        executor.executor().kill(run, grace);
                        return null;
                    });
                } catch (PluginCallException e) {
                    LOG.warn("Ending the container of job {} failed: {}; it is tried again", job.id(), e.getMessage());
                }
            }));
        }
        Duration wait = settings.get().killGrace().plus(pause);
        timers.schedule(() -> loop.post(turn -> {
            if (chains.get(attempt) != chain) {
                return;
            }
            Optional<LiveJob> still = turn.job(job.id())
                    .filter(now -> now.progress().attempt() == attempt.number() && stillToBeKilled(now));
            if (still.isEmpty()) {
                chains.remove(attempt);
            }
            still.ifPresent(now -> turn.afterCommit(() -> {
                inspector.inspect(now);
                order(now, Backoff.after(pause), chain);
            }));
        }), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static boolean stillToBeKilled(LiveJob job) {
        return job.progress().state().holdsCapacity()
                && job.progress().intent().filter(i -> i.kind() == Intent.Kind.KILL).isPresent();
    }
}
