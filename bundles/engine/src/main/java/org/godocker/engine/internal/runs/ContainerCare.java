package org.godocker.engine.internal.runs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.godocker.api.job.Intent;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobState;
import org.godocker.engine.internal.config.EngineSettings;
import org.godocker.engine.internal.executors.ActiveExecutor;
import org.godocker.engine.internal.executors.ExecutorHub;
import org.godocker.engine.internal.executors.Workers;
import org.godocker.engine.internal.lifecycle.JobEffect;
import org.godocker.engine.internal.lifecycle.JobInput;
import org.godocker.engine.internal.loop.EngineLoop;
import org.godocker.engine.internal.loop.JobRegistry;
import org.godocker.engine.internal.loop.Turn;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.engine.internal.plugin.Plugins;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ExecutorListener;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.RunOutcome;
import org.godocker.spi.store.LiveJob;

/**
 * Everything about containers of live jobs: carries out the effects of committed transitions, and takes up what an
 * earlier life of the server or of an executor left.
 */
public final class ContainerCare {

    private static final Duration LOOK_AFTER = Duration.ofSeconds(1);

    private final EngineLoop loop;
    private final JobRegistry registry;
    private final Findings findings;
    private final Inspector inspector;
    private final LaunchDesk launches;
    private final KillDesk kills;
    private final ReleaseDesk releases;
    private final SuspendDesk suspensions;
    private final WatchDesk watches;
    private final Reconciler reconciler;
    private final ExecutorHub hub;

    public ContainerCare(EngineLoop loop, JobRegistry registry, ExecutorHub hub, Workers workers, Plugins plugins,
            PluginCalls calls, ScheduledExecutorService timers, Clock clock, Supplier<EngineSettings> settings,
            Function<JobId, Optional<Job>> jobs, LaunchPreparation preparation, UsageSource usage,
            BiConsumer<Turn, JobId> postponed) {
        Supplier<Duration> callLimit = () -> settings.get().callTimeout();
        this.loop = loop;
        this.registry = registry;
        this.hub = hub;
        this.launches = new LaunchDesk(loop, hub, workers, calls, jobs, preparation, () -> settings.get().launchTimeout(),
                new Follower(postponed));
        this.findings = new Findings(loop, workers, usage, launches::isLaunching);
        this.inspector = new Inspector(hub, workers, calls, timers, callLimit, findings);
        this.kills = new KillDesk(loop, hub, workers, calls, timers, settings, launches, inspector);
        this.releases = new ReleaseDesk(hub, workers, calls, callLimit, launches);
        this.suspensions = new SuspendDesk(loop, hub, workers, calls, timers, callLimit);
        this.watches = new WatchDesk(loop, plugins, workers, calls, timers, clock, settings);
        this.reconciler = new Reconciler(registry, loop, workers, calls, clock, settings, findings, inspector, launches, releases);
    }

    /** Carries out what a committed transition demands. On the engine thread. */
    public void carryOut(Turn.Due due) {
        LiveJob job = due.job();
        for (JobEffect effect : due.effects()) {
            switch (effect) {
                case LAUNCH -> launches.launch(job);
                case KILL_CONTAINER -> kills.kill(job);
                case SUSPEND_CONTAINER -> suspensions.suspend(job);
                case RESUME_CONTAINER -> suspensions.resume(job);
                case WATCH -> watches.started(job);
                case UNWATCH -> watches.ended(job, outcome(due.input()));
                case RELEASE_CONTAINER -> releases.release(Runs.executor(job), Runs.of(job));
            }
        }
    }

    private static Optional<RunOutcome> outcome(JobInput input) {
        return input instanceof JobInput.Ended ended ? Optional.of(ended.outcome()) : Optional.empty();
    }

    /**
     * An executor has been taken into use, came back, or may have missed something: what it has is compared, and what was
     * wanted of it meanwhile is done.
     */
    public void opened(ActiveExecutor executor) {
        reconciler.reconcile(executor);
        registry.active().stream().filter(job -> Runs.executor(job).equals(executor.name())).forEach(this::fulfil);
    }

    private void fulfil(LiveJob job) {
        job.progress().intent().map(Intent::kind).ifPresent(wish -> {
            switch (wish) {
                case KILL -> {
                    // One that may never have been started is looked at first: the comparison finds it and ends it.
                    if (job.progress().state() != JobState.STARTING) {
                        kills.kill(job);
                    }
                }
                case SUSPEND -> suspensions.suspend(job);
                case RESUME -> suspensions.resume(job);
            }
        });
    }

    /** Compares everything an executor has with what should be there. On the engine thread. */
    public void reconcile(ActiveExecutor executor) {
        reconciler.reconcile(executor);
    }

    /** Asks the watchers about a job that runs already. On the engine thread. */
    public void takeUp(LiveJob job) {
        if (job.progress().state() != JobState.STARTING) {
            watches.reviewAgain(job);
        }
    }

    /** Where reports of an executor go. */
    public ExecutorListener listenerFor(String executor) {
        return new ExecutorListener() {

            @Override
            public void started(Run run, Instant when) {
                findings.reportStart(executor, run, when);
            }

            @Override
            public void ended(Run run, RunOutcome outcome) {
                findings.reportEnd(executor, run, outcome);
            }

            @Override
            public void nodesChanged() {
                // The hub reads nodes itself.
            }

            @Override
            public void resynchronise() {
                loop.post(turn -> turn.afterCommit(() -> hub.active(executor).ifPresent(ContainerCare.this::opened)));
            }
        };
    }

    private final class Follower implements LaunchDesk.Follower {

        private final BiConsumer<Turn, JobId> postponed;

        Follower(BiConsumer<Turn, JobId> postponed) {
            this.postponed = postponed;
        }

        @Override
        public void unclear(LiveJob job) {
            inspector.inspectLater(job, LOOK_AFTER);
        }

        @Override
        public void postponed(Turn turn, JobId job) {
            postponed.accept(turn, job);
        }

        @Override
        public void returned(AttemptId attempt) {
            releases.launchReturned(attempt);
        }
    }
}
