package org.godocker.engine.internal.runs;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.godocker.engine.internal.executors.Workers;
import org.godocker.engine.internal.lifecycle.JobInput;
import org.godocker.engine.internal.loop.EngineLoop;
import org.godocker.engine.internal.loop.Turn;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ExecutorHandle;
import org.godocker.spi.executor.Observation;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.RunOutcome;
import org.godocker.spi.store.LiveJob;

/** Takes what executors say of containers to the jobs they belong to. Called from any thread. */
final class Findings {

    private final EngineLoop loop;
    private final Workers workers;
    private final UsageSource usage;
    private final Predicate<AttemptId> launching;

    /** @param launching whether a launch of the attempt is under way; asked on the engine thread */
    Findings(EngineLoop loop, Workers workers, UsageSource usage, Predicate<AttemptId> launching) {
        this.loop = loop;
        this.workers = workers;
        this.usage = usage;
        this.launching = launching;
    }

    void report(String executor, Run run, Observation observation) {
        if (observation instanceof Observation.Ended ended) {
            reportEnd(executor, run, ended.outcome());
        } else {
            Inspector.meaning(run, observation).ifPresent(input -> loop.post(turn -> tell(turn, executor, run, input)));
        }
    }

    void reportStart(String executor, Run run, Instant when) {
        JobInput input = new JobInput.Launched(run.attempt().number(), run.handle().map(ExecutorHandle::text), when);
        loop.post(turn -> tell(turn, executor, run, input));
    }

    /** An end is completed with what the container said of its own usage before the job hears of it. */
    void reportEnd(String executor, Run run, RunOutcome outcome) {
        workers.run("ends", 4, () -> {
            RunOutcome complete = usage.complete(run, outcome);
            loop.post(turn -> tell(turn, executor, run, new JobInput.Ended(run.attempt().number(), complete)));
        });
    }

    private void tell(Turn turn, String executor, Run run, JobInput input) {
        Optional<LiveJob> job = turn.job(run.attempt().job());
        if (job.isEmpty() || !isAt(job.get(), executor, run)) {
            return;
        }
        // While the launch call is under way, "not there" only means "not there yet".
        boolean premature = launching.test(run.attempt())
                && (input instanceof JobInput.Vanished || input instanceof JobInput.NotStarted);
        if (!premature) {
            turn.apply(run.attempt().job(), input);
        }
    }

    private static boolean isAt(LiveJob job, String executor, Run run) {
        return job.progress().placement()
                .filter(p -> p.executor().equals(executor) && p.node().equals(run.node())).isPresent();
    }
}
