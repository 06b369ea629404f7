package org.godocker.engine.internal.runs;

import java.time.Duration;
import java.util.function.Supplier;
import org.godocker.engine.internal.executors.ExecutorHub;
import org.godocker.engine.internal.executors.Workers;
import org.godocker.engine.internal.lifecycle.JobInput;
import org.godocker.engine.internal.loop.EngineLoop;
import org.godocker.engine.internal.plugin.PluginCallException;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.SuspendableExecutor;
import org.godocker.spi.store.LiveJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has containers frozen and let go on, where the executor can. On the engine thread. */
final class SuspendDesk {

    private static final Logger LOG = LoggerFactory.getLogger(SuspendDesk.class);

    private interface Order {
        void give(SuspendableExecutor executor, Run run) throws org.godocker.spi.executor.ExecutorException;
    }

    private final EngineLoop loop;
    private final ExecutorHub hub;
    private final Workers workers;
    private final PluginCalls calls;
    private final Supplier<Duration> limit;

    SuspendDesk(EngineLoop loop, ExecutorHub hub, Workers workers, PluginCalls calls, Supplier<Duration> limit) {
        this.loop = loop;
        this.hub = hub;
        this.workers = workers;
        this.calls = calls;
        this.limit = limit;
    }

    void suspend(LiveJob job) {
        order(job, SuspendableExecutor::suspend, new JobInput.Suspended(job.progress().attempt()));
    }

    void resume(LiveJob job) {
        order(job, SuspendableExecutor::resume, new JobInput.Resumed(job.progress().attempt()));
    }

    private void order(LiveJob job, Order order, JobInput done) {
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
                    LOG.warn("Freezing or resuming job {} failed: {}", job.id(), e.getMessage());
                }
            });
        });
    }
}
