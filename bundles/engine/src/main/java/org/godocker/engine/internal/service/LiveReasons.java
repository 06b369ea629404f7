package org.godocker.engine.internal.service;

import java.util.Optional;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobState;
import org.godocker.api.job.JobStatus;
import org.godocker.api.job.Placement;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.engine.internal.core.EngineCore;

/** Puts what the engine knows right now in place of the reason a live job was stored with. */
final class LiveReasons {

    private final EngineCore core;

    LiveReasons(EngineCore core) {
        this.core = core;
    }

    Job withLiveReason(Job job) {
        JobState state = job.state();
        Optional<Reason> reason = state == JobState.PENDING
                ? core.waitReason(job.id(), job.owner(), job.spec().project(), job.spec().shape())
                : state.holdsCapacity() ? job.progress().placement().flatMap(this::whyOutOfSight) : Optional.empty();
        return reason.map(r -> job.withProgress(job.progress()
                .withStatus(new JobStatus(state, r, job.progress().status().time())))).orElse(job);
    }

    private Optional<Reason> whyOutOfSight(Placement placement) {
        if (!core.isExecutorActive(placement.executor())) {
            return Optional.of(Reason.of(ReasonCode.EXECUTOR_ABSENT, "Executor " + placement.executor()
                    + " is not installed now; the container goes on, and how it is will be known when the executor is back"));
        }
        return core.view().nodes().stream()
                .filter(n -> n.executor().equals(placement.executor()) && n.name().equals(placement.node()) && !n.available())
                .findFirst()
                .map(n -> Reason.of(ReasonCode.EXECUTOR_UNREACHABLE, "Node " + n.name()
                        + " cannot be reached now; how the job is will be known when it is back"));
    }
}
