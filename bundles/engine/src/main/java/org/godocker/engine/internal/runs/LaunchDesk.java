package org.godocker.engine.internal.runs;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.engine.internal.executors.ActiveExecutor;
import org.godocker.engine.internal.executors.ExecutorHub;
import org.godocker.engine.internal.executors.Workers;
import org.godocker.engine.internal.lifecycle.JobInput;
import org.godocker.engine.internal.loop.EngineLoop;
import org.godocker.engine.internal.loop.Turn;
import org.godocker.engine.internal.plugin.PluginCallException;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.LaunchResult;
import org.godocker.spi.store.LiveJob;
import org.godocker.spi.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has containers started. A launch that gives no clear answer leaves the job where it is: it may have been started, and
 * only the executor can tell. Confined to the engine thread but for the launches themselves.
 */
final class LaunchDesk {

    /** What others do when a launch is over. Called on the engine thread. */
    interface Follower {

        /** Nobody knows whether the container was started: look. */
        void unclear(LiveJob job);

        /** It was not started this time, and waits again. */
        void postponed(Turn turn, JobId job);

        /** A launch call has returned, whatever it said. */
        void returned(AttemptId attempt);
    }

    private static final Logger LOG = LoggerFactory.getLogger(LaunchDesk.class);

    private final EngineLoop loop;
    private final ExecutorHub hub;
    private final Workers workers;
    private final PluginCalls calls;
    private final Function<JobId, Optional<Job>> jobs;
    private final LaunchPreparation preparation;
    private final Supplier<Duration> limit;
    private final Follower follower;
    private final Map<AttemptId, Launch> launches = new HashMap<>();

    LaunchDesk(EngineLoop loop, ExecutorHub hub, Workers workers, PluginCalls calls, Function<JobId, Optional<Job>> jobs,
            LaunchPreparation preparation, Supplier<Duration> limit, Follower follower) {
        this.loop = loop;
        this.hub = hub;
        this.workers = workers;
        this.calls = calls;
        this.jobs = jobs;
        this.preparation = preparation;
        this.limit = limit;
        this.follower = follower;
    }

    /** Whether a launch of the attempt is under way in this server. */
    boolean isLaunching(AttemptId attempt) {
        return launches.containsKey(attempt);
    }

    /** Has the container of a starting job started. Without its executor the job stays, until the executor is back. */
    void launch(LiveJob job) {
        AttemptId attempt = Runs.attempt(job);
        Optional<ActiveExecutor> executor = hub.active(Runs.executor(job));
        if (executor.isEmpty() || launches.containsKey(attempt)) {
            return;
        }
        Launch launch = new Launch(job, executor.get());
        launches.put(attempt, launch);
        workers.run("launch-" + executor.get().name(), executor.get().capabilities().parallelLaunches(), launch);
    }

    /** Gives up a launch under way as soon as it can be interrupted; what it did so far is then looked up. */
    void cancel(AttemptId attempt) {
        Launch launch = launches.get(attempt);
        if (launch != null) {
            launch.cancel();
        }
    }

    private void over(LiveJob job, Optional<JobInput> input) {
        loop.post(turn -> {
            AttemptId attempt = Runs.attempt(job);
            launches.remove(attempt);
            if (input.isPresent()) {
                turn.apply(job.id(), input.get());
                if (input.get() instanceof JobInput.LaunchPostponed) {
                    follower.postponed(turn, job.id());
                }
            } else {
                turn.afterCommit(() -> follower.unclear(job));
            }
            turn.afterCommit(() -> follower.returned(attempt));
        });
    }

    private final class Launch implements Runnable {

        private final LiveJob job;
        private final ActiveExecutor executor;
        private Thread thread;
        private boolean cancelled;

        Launch(LiveJob job, ActiveExecutor executor) {
            this.job = job;
            this.executor = executor;
        }

        synchronized void cancel() {
            cancelled = true;
            if (thread != null) {
                thread.interrupt();
            }
        }

        private synchronized boolean begin() {
            thread = Thread.currentThread();
            return !cancelled;
        }

        private synchronized void finish() {
            thread = null;
            Thread.interrupted();
        }

        @Override
        public void run() {
            Optional<JobInput> input = Optional.empty();
            try {
                input = begin() ? launch() : Optional.of(new JobInput.NotStarted(job.progress().attempt()));
            } catch (RuntimeException e) {
                LOG.error("Launching job {} failed unexpectedly", job.id(), e);
            } finally {
                finish();
                over(job, input);
            }
        }

        private Optional<JobInput> launch() {
            int attempt = job.progress().attempt();
            Optional<Job> full;
            try {
                full = jobs.apply(job.id());
            } catch (StoreException e) {
                LOG.warn("Job {} cannot be read for its launch: {}", job.id(), e.getMessage());
                return Optional.of(new JobInput.LaunchPostponed(attempt,
                        Reason.of(ReasonCode.START_POSTPONED, "The database did not answer; it is tried again")));
            }
            LaunchPreparation.Prepared prepared = preparation.prepare(
                    full.orElseThrow().withProgress(job.progress()), Runs.of(job).node(), executor.capabilities().workspaces());
            if (prepared instanceof LaunchPreparation.Prepared.Refused refused) {
                return Optional.of(new JobInput.LaunchRefused(attempt, refused.reason()));
            } else if (prepared instanceof LaunchPreparation.Prepared.Postponed postponed) {
                return Optional.of(new JobInput.LaunchPostponed(attempt, postponed.reason()));
            }
            return ask(((LaunchPreparation.Prepared.Ready) prepared));
        }

        private Optional<JobInput> ask(LaunchPreparation.Prepared.Ready ready) {
            int attempt = job.progress().attempt();
            LaunchResult result;
            try {
                result = calls.call(executor.executor(), limit.get(), () -> executor.executor().launch(ready.request()));
            } catch (PluginCallException e) {
                LOG.warn("Whether job {} was started is not known: {}; looking", job.id(), e.getMessage());
                return Optional.empty();
            }
            if (result instanceof LaunchResult.Launched launched) {
                return Optional.of(new JobInput.Launched(attempt, Optional.of(launched.handle().text()), launched.started()));
            } else if (result instanceof LaunchResult.Refused refused) {
                return Optional.of(new JobInput.LaunchRefused(attempt, refused.reason()));
            } else if (result instanceof LaunchResult.Postponed postponed) {
                return Optional.of(new JobInput.LaunchPostponed(attempt, postponed.reason()));
            }
            return Optional.empty();
        }
    }
}
