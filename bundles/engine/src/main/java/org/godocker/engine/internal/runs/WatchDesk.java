package org.godocker.engine.internal.runs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.godocker.api.job.JobId;
import org.godocker.api.job.Reason;
import org.godocker.engine.internal.config.EngineSettings;
import org.godocker.engine.internal.executors.Workers;
import org.godocker.engine.internal.lifecycle.JobInput;
import org.godocker.engine.internal.loop.EngineLoop;
import org.godocker.engine.internal.plugin.PluginCallException;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.engine.internal.plugin.Plugins;
import org.godocker.spi.executor.RunOutcome;
import org.godocker.spi.store.LiveJob;
import org.godocker.spi.watcher.ContinueVerdict;
import org.godocker.spi.watcher.RunningJob;
import org.godocker.spi.watcher.Watcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the watchers in use whether running jobs may go on: when they start, and at the times the watchers asked for. So
 * a lifespan is a timer and nothing is polled. Its state is confined to the engine thread.
 */
final class WatchDesk {

    private static final Logger LOG = LoggerFactory.getLogger(WatchDesk.class);

    private record Review(int attempt, ScheduledFuture<?> timer) {
    }

    private final EngineLoop loop;
    private final Plugins plugins;
    private final Workers workers;
    private final PluginCalls calls;
    private final ScheduledExecutorService timers;
    private final Clock clock;
    private final Supplier<EngineSettings> settings;
    private final Map<JobId, Review> reviews = new HashMap<>();

    WatchDesk(EngineLoop loop, Plugins plugins, Workers workers, PluginCalls calls, ScheduledExecutorService timers,
            Clock clock, Supplier<EngineSettings> settings) {
        this.loop = loop;
        this.plugins = plugins;
        this.workers = workers;
        this.calls = calls;
        this.timers = timers;
        this.clock = clock;
        this.settings = settings;
    }

    /** A container has started. */
    void started(LiveJob job) {
        RunningJob running = Runs.running(job);
        workers.run("watch", 2, () -> {
            for (Watcher watcher : watchersInUse()) {
                tell(watcher, () -> watcher.started(running));
            }
            review(running);
        });
    }

    /** A container has ended. */
    void ended(LiveJob job, Optional<RunOutcome> outcome) {
        Review review = reviews.remove(job.id());
        if (review != null) {
            review.timer().cancel(false);
        }
        outcome.ifPresent(end -> {
            RunningJob running = Runs.running(job);
            workers.run("watch", 2, () -> watchersInUse().forEach(watcher -> tell(watcher, () -> watcher.ended(running, end))));
        });
    }

    /** Asks again, for example because the server has come up or a watcher has. */
    void reviewAgain(LiveJob job) {
        RunningJob running = Runs.running(job);
        workers.run("watch", 2, () -> review(running));
    }

    private Collection<Watcher> watchersInUse() {
        return plugins.watchers().named(settings.get().watchers()).values();
    }

    private void tell(Watcher watcher, Runnable news) {
        try {
            calls.call(watcher, settings.get().callTimeout(), () -> {
                news.run();
                return null;
            });
        } catch (PluginCallException e) {
            LOG.warn("A watcher did not take news: {}", e.getMessage());
        }
    }

    private void review(RunningJob job) {
        Optional<Instant> next = Optional.empty();
        Optional<Reason> kill = Optional.empty();
        for (Watcher watcher : watchersInUse()) {
            try {
                ContinueVerdict verdict = calls.call(watcher, settings.get().callTimeout(), () -> watcher.review(job, clock.instant()));
                if (verdict instanceof ContinueVerdict.Kill no) {
                    kill = kill.or(() -> Optional.of(no.reason()));
                } else if (verdict instanceof ContinueVerdict.GoOn goOn) {
                    next = earlier(next, goOn.nextReview());
                }
            } catch (PluginCallException e) {
                LOG.warn("Whether job {} may go on was not answered, so it goes on: {}", job.job().id(), e.getMessage());
            }
        }
        Optional<Instant> nextReview = next;
        Optional<Reason> cause = kill;
        loop.post(turn -> {
            Optional<LiveJob> now = turn.job(job.job().id()).filter(j -> j.progress().state().holdsCapacity()
                    && j.progress().attempt() == job.job().attempt());
            if (now.isPresent() && cause.isPresent()) {
                turn.apply(job.job().id(), new JobInput.RequestKill(cause.get()));
            } else if (now.isPresent()) {
                plan(job, nextReview);
            }
        });
    }

    private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
        return a.isPresent() && (b.isEmpty() || a.get().isBefore(b.get())) ? a : b;
    }

    private void plan(RunningJob job, Optional<Instant> nextReview) {
        JobId id = job.job().id();
        Review old = reviews.remove(id);
        if (old != null) {
            old.timer().cancel(false);
        }
        nextReview.ifPresent(when -> {
            long pause = Math.max(0, Duration.between(clock.instant(), when).toMillis());
            ScheduledFuture<?> timer = timers.schedule(() -> workers.run("watch", 2, () -> review(job)), pause, TimeUnit.MILLISECONDS);
            reviews.put(id, new Review(job.job().attempt(), timer));
        });
    }
}
