package org.godocker.engine.internal.runs;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.godocker.api.job.Intent;
import org.godocker.engine.internal.executors.ExecutorHub;
import org.godocker.engine.internal.executors.Workers;
import org.godocker.engine.internal.lifecycle.JobInput;
import org.godocker.engine.internal.loop.EngineLoop;
import org.godocker.engine.internal.loop.Turn;
import org.godocker.engine.internal.plugin.PluginCallException;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.SuspendableExecutor;
import org.godocker.spi.store.LiveJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has containers frozen and let go on, where the executor can. An order that fails is given again, with growing pauses, for
 * as long as the wish stands.
 */
final class SuspendDesk {

    private static final Logger LOG = LoggerFactory.getLogger(SuspendDesk.class);

    private interface Order {
        void give(SuspendableExecutor executor, Run run) throws org.godocker.spi.executor.ExecutorException;
    }

    private final EngineLoop loop;
    private final ExecutorHub hub;
    private final Workers workers;
    private final PluginCalls calls;
    private final ScheduledExecutorService timers;
    private final Supplier<Duration> limit;

    SuspendDesk(EngineLoop loop, ExecutorHub hub, Workers workers, PluginCalls calls, ScheduledExecutorService timers,
            Supplier<Duration> limit) {
        this.loop = loop;
        this.hub = hub;
        this.workers = workers;
        this.calls = calls;
        this.timers = timers;
        this.limit = limit;
    }

    /** On the engine thread. */
    void suspend(LiveJob job) {
        order(job, Intent.Kind.SUSPEND, Backoff.FIRST);
    }

    /** On the engine thread. */
    void resume(LiveJob job) {
        order(job, Intent.Kind.RESUME, Backoff.FIRST);
    }

    private void order(LiveJob job, Intent.Kind wish, Duration pause) {
        Order order = wish == Intent.Kind.SUSPEND ? SuspendableExecutor::suspend : SuspendableExecutor::resume;
        int attempt = job.progress().attempt();
        JobInput done = wish == Intent.Kind.SUSPEND ? new JobInput.Suspended(attempt) : new JobInput.Resumed(attempt);
        hub.active(Runs.executor(job)).ifPresent(active -> {
            if (!(active.executor() instanceof SuspendableExecutor executor)) {
                return;
            }
            workers.run("suspend-" + active.name(), 2, () -> {
                Run run = Runs.of(job);
                try {
                    calls.call(executor, limit.get(), () -> {
                        order.give(executor, run);
                        return null;
                    });
                    loop.post(turn -> turn.apply(job.id(), done));
                } catch (PluginCallException e) {
                    LOG.warn("Freezing or resuming job {} failed: {}; it is tried again", job.id(), e.getMessage());
                    timers.schedule(() -> loop.post(turn -> tryAgain(turn, job, wish, Backoff.after(pause))), pause.toMillis(), TimeUnit.MILLISECONDS);
                }
            });
        });
    }

    /** Unless the wish has been fulfilled or given up, or the attempt is over. */
    private void tryAgain(Turn turn, LiveJob job, Intent.Kind wish, Duration pause) {
        turn.job(job.id())
                .filter(now -> now.progress().attempt() == job.progress().attempt())
                .filter(now -> now.progress().intent().filter(intent -> intent.kind() == wish).isPresent())
                .ifPresent(now -> turn.afterCommit(() -> order(now, wish, pause)));
    }
}
