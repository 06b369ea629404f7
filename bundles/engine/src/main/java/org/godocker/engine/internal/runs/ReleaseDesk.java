package org.godocker.engine.internal.runs;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.godocker.engine.internal.executors.ExecutorHub;
import org.godocker.engine.internal.executors.Workers;
import org.godocker.engine.internal.plugin.PluginCallException;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.Run;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has containers removed once their end is recorded. What fails is left to the sweep, which finds the container by its
 * label. On the engine thread.
 */
final class ReleaseDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseDesk.class);

    private record Pending(String executor, Run run) {
    }

    private final ExecutorHub hub;
    private final Workers workers;
    private final PluginCalls calls;
    private final Supplier<Duration> limit;
    private final LaunchDesk launches;
    private final Map<AttemptId, Pending> afterLaunch = new HashMap<>();

    ReleaseDesk(ExecutorHub hub, Workers workers, PluginCalls calls, Supplier<Duration> limit, LaunchDesk launches) {
        this.hub = hub;
        this.workers = workers;
        this.calls = calls;
        this.limit = limit;
        this.launches = launches;
    }

    /** Removes a container; one whose launch call has not returned yet is removed after that. */
    void release(String executorName, Run run) {
        if (launches.isLaunching(run.attempt())) {
            afterLaunch.put(run.attempt(), new Pending(executorName, run));
            return;
        }
        hub.active(executorName).ifPresent(executor -> workers.run("release-" + executorName, 8, () -> {
            try {
                calls.call(executor.executor(), limit.get(), () -> {
                    executor.executor().release(run);
                    return null;
                });
            } catch (PluginCallException e) {
                LOG.warn("The container of attempt {} was not removed: {}; the sweep will", run.attempt(), e.getMessage());
            }
        }));
    }

    /** A launch call has returned. */
    void launchReturned(AttemptId attempt) {
        Pending pending = afterLaunch.remove(attempt);
        if (pending != null) {
            release(pending.executor(), pending.run());
        }
    }
}
