package org.godocker.engine.internal.runs;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.godocker.engine.internal.executors.ExecutorHub;
import org.godocker.engine.internal.executors.Workers;
import org.godocker.engine.internal.lifecycle.JobInput;
import org.godocker.engine.internal.plugin.PluginCallException;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.spi.executor.Observation;
import org.godocker.spi.executor.Run;
import org.godocker.spi.store.LiveJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks an executor how one attempt is, and tells the job what came out. */
final class Inspector {

    private static final Logger LOG = LoggerFactory.getLogger(Inspector.class);

    private final ExecutorHub hub;
    private final Workers workers;
    private final PluginCalls calls;
    private final ScheduledExecutorService timers;
    private final Supplier<Duration> limit;
    private final Findings findings;

    Inspector(ExecutorHub hub, Workers workers, PluginCalls calls, ScheduledExecutorService timers,
            Supplier<Duration> limit, Findings findings) {
        this.hub = hub;
        this.workers = workers;
        this.calls = calls;
        this.timers = timers;
        this.limit = limit;
        this.findings = findings;
    }

    /** Looks after a pause. What cannot be told then is left to the sweep. */
    void inspectLater(LiveJob job, Duration pause) {
        timers.schedule(() -> inspect(job), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks as soon as a thread is free. */
    void inspect(LiveJob job) {
        hub.active(Runs.executor(job)).ifPresent(executor -> workers.run("observe-" + executor.name(), 4, () -> {
            Run run = Runs.of(job);
            try {
                Observation observation = calls.call(executor.executor(), limit.get(), () -> executor.executor().observe(run));
                findings.report(executor.name(), run, observation);
            } catch (PluginCallException e) {
                LOG.warn("How job {} is cannot be told now: {}", job.id(), e.getMessage());
            }
        }));
    }

    /** What an observation means for the life of the job; empty when it says nothing. */
    static Optional<JobInput> meaning(Run run, Observation observation) {
        int attempt = run.attempt().number();
        if (observation instanceof Observation.Absent) {
            return Optional.of(new JobInput.Vanished(attempt));
        } else if (observation instanceof Observation.Created) {
            return Optional.of(new JobInput.NotStarted(attempt));
        } else if (observation instanceof Observation.Running running) {
            return Optional.of(new JobInput.Launched(attempt, Optional.of(running.handle().text()), running.started()));
        } else if (observation instanceof Observation.Suspended suspended) {
            return Optional.of(new JobInput.Launched(attempt, Optional.of(suspended.handle().text()), suspended.started()));
        } else if (observation instanceof Observation.Ended ended) {
            return Optional.of(new JobInput.Ended(attempt, ended.outcome()));
        }
        return Optional.empty();
    }
}
