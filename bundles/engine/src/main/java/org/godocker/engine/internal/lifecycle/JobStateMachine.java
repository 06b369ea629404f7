package org.godocker.engine.internal.lifecycle;

import static org.godocker.engine.internal.lifecycle.JobEffect.KILL_CONTAINER;
import static org.godocker.engine.internal.lifecycle.JobEffect.LAUNCH;
import static org.godocker.engine.internal.lifecycle.JobEffect.RELEASE_CONTAINER;
import static org.godocker.engine.internal.lifecycle.JobEffect.RESUME_CONTAINER;
import static org.godocker.engine.internal.lifecycle.JobEffect.SUSPEND_CONTAINER;
import static org.godocker.engine.internal.lifecycle.JobEffect.UNWATCH;
import static org.godocker.engine.internal.lifecycle.JobEffect.WATCH;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.godocker.api.job.Intent;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobState;
import org.godocker.api.job.JobStatus;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.spi.executor.RunOutcome;

/**
 * The life of a job as one pure function: what it is, what happens, and the time give what it becomes and what is to be
 * done. Every pair of state and input has an answer; reports that come late or twice are ignored, never an error.
 */
public final class JobStateMachine {

    private JobStateMachine() {
    }

    public static Decision decide(JobProgress job, JobInput input, Instant now) {
        if (input instanceof JobInput.Start start) {
            return start(job, start, now);
        } else if (input instanceof JobInput.Launched launched) {
            return current(job, launched.attempt()) ? launched(job, launched) : Decision.ignored(job);
        } else if (input instanceof JobInput.LaunchRefused refused) {
            return starting(job, refused.attempt()) ? endedUnstarted(job, JobState.FAILED, refused.reason(), now) : Decision.ignored(job);
        } else if (input instanceof JobInput.LaunchPostponed postponed) {
            return starting(job, postponed.attempt()) ? postponed(job, postponed.reason(), now) : Decision.ignored(job);
        } else if (input instanceof JobInput.Ended ended) {
            return current(job, ended.attempt()) ? ended(job, ended.outcome()) : Decision.ignored(job);
        } else if (input instanceof JobInput.NotStarted notStarted) {
            return starting(job, notStarted.attempt()) ? notStarted(job, now) : Decision.ignored(job);
        } else if (input instanceof JobInput.Vanished vanished) {
            return current(job, vanished.attempt()) ? vanished(job, now) : Decision.ignored(job);
        } else if (input instanceof JobInput.Suspended suspended) {
            return current(job, suspended.attempt()) ? suspended(job, now) : Decision.ignored(job);
        } else if (input instanceof JobInput.Resumed resumed) {
            return current(job, resumed.attempt()) ? resumed(job, now) : Decision.ignored(job);
        } else if (input instanceof JobInput.RequestKill kill) {
            return requestKill(job, kill.cause(), now);
        } else if (input instanceof JobInput.RequestSuspend suspend) {
            return request(job, JobState.RUNNING, JobState.SUSPENDED, Intent.Kind.SUSPEND, suspend.cause(), SUSPEND_CONTAINER, now);
        } else if (input instanceof JobInput.RequestResume resume) {
            return request(job, JobState.SUSPENDED, JobState.RUNNING, Intent.Kind.RESUME, resume.cause(), RESUME_CONTAINER, now);
        } else if (input instanceof JobInput.Reject reject) {
            return job.state() == JobState.PENDING ? endedWithoutContainer(job, JobState.REJECTED, reject.reason(), now) : Decision.ignored(job);
        }
        throw new IllegalStateException("an input without a rule: " + input);
    }

    private static boolean current(JobProgress job, int attempt) {
        return job.state().holdsCapacity() && job.attempt() == attempt;
    }

    private static boolean starting(JobProgress job, int attempt) {
        return job.state() == JobState.STARTING && job.attempt() == attempt;
    }

    private static boolean wants(JobProgress job, Intent.Kind kind) {
        return job.intent().filter(i -> i.kind() == kind).isPresent();
    }

    private static Decision start(JobProgress job, JobInput.Start start, Instant now) {
        if (job.state() != JobState.PENDING) {
            return Decision.ignored(job);
        }
        JobStatus status = new JobStatus(JobState.STARTING,
                Reason.of(ReasonCode.LAUNCHING, "Starting on node " + start.placement().node()), now);
        JobProgress next = new JobProgress(status, Optional.empty(), job.attempt(), Optional.of(start.placement()),
                Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
        return Decision.changed(next, List.of(status), LAUNCH);
    }

    private static Decision launched(JobProgress job, JobInput.Launched launched) {
        if (job.state() != JobState.STARTING) {
            return Decision.ignored(job);
        }
        JobStatus status = running(job, launched.started());
        JobProgress next = new JobProgress(status, job.intent(), job.attempt(), job.placement(), launched.handle(),
                Optional.of(launched.started()), Optional.empty(), OptionalInt.empty(), Optional.empty());
        return wants(job, Intent.Kind.KILL)
                ? Decision.changed(next, List.of(status), WATCH, KILL_CONTAINER)
                : Decision.changed(next, List.of(status), WATCH);
    }

    private static JobStatus running(JobProgress job, Instant started) {
        String node = job.placement().map(p -> " on node " + p.node()).orElse("");
        return new JobStatus(JobState.RUNNING, Reason.of(ReasonCode.STARTED, "Running" + node), started);
    }

    private static Decision ended(JobProgress job, RunOutcome outcome) {
        List<JobStatus> steps = new ArrayList<>(2);
        // Start and end by one clock, the executor's, or a short job might end before it started.
        Optional<Instant> started = outcome.started().or(job::started);
        if (job.state() == JobState.STARTING) {
            steps.add(running(job, started.orElse(outcome.ended())));
        }
        JobStatus end = endStatus(job, outcome);
        steps.add(end);
        JobProgress next = new JobProgress(end, Optional.empty(), job.attempt(), job.placement(), job.handle(), started,
                Optional.of(outcome.ended()), OptionalInt.of(outcome.exitCode()), Optional.of(outcome.usage()));
        return Decision.changed(next, steps, UNWATCH, RELEASE_CONTAINER);
    }

    private static JobStatus endStatus(JobProgress job, RunOutcome outcome) {
        Instant time = outcome.ended();
        if (wants(job, Intent.Kind.KILL)) {
            return new JobStatus(JobState.KILLED, job.intent().orElseThrow().reason(), time);
        }
        if (outcome.outOfMemory()) {
            return new JobStatus(JobState.FAILED, Reason.of(ReasonCode.OUT_OF_MEMORY,
                    "Used more memory than it asked for; submit it again with more memory"), time);
        }
        if (outcome.exitCode() == 0) {
            return new JobStatus(JobState.SUCCEEDED, Reason.of(ReasonCode.COMPLETED, "Exit code 0"), time);
        }
        return new JobStatus(JobState.FAILED, Reason.of(ReasonCode.EXIT_CODE, "Exit code " + outcome.exitCode()), time);
    }

    private static Decision postponed(JobProgress job, Reason reason, Instant now) {
        if (wants(job, Intent.Kind.KILL)) {
            return endedUnstarted(job, JobState.KILLED, job.intent().orElseThrow().reason(), now);
        }
        // A new attempt has a container name of its own, so nothing the old one left behind can be mistaken for it.
        JobStatus status = new JobStatus(JobState.PENDING, reason, now);
        JobProgress next = new JobProgress(status, Optional.empty(), job.attempt() + 1, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
        return Decision.changed(next, List.of(status));
    }

    private static Decision notStarted(JobProgress job, Instant now) {
        if (wants(job, Intent.Kind.KILL)) {
            return endedUnstarted(job, JobState.KILLED, job.intent().orElseThrow().reason(), now);
        }
        return Decision.changed(job, List.of(), LAUNCH);
    }

    private static Decision vanished(JobProgress job, Instant now) {
        if (job.state() == JobState.STARTING) {
            return notStarted(job, now);
        }
        JobStatus status = wants(job, Intent.Kind.KILL)
                ? new JobStatus(JobState.KILLED, job.intent().orElseThrow().reason(), now)
                : new JobStatus(JobState.LOST, Reason.of(ReasonCode.CONTAINER_LOST,
                        "Its container is gone and how it ended is not known; somebody may have removed it"), now);
        return Decision.changed(endedProgress(job, status), List.of(status), UNWATCH, RELEASE_CONTAINER);
    }

    private static Decision suspended(JobProgress job, Instant now) {
        if (job.state() != JobState.RUNNING) {
            return Decision.ignored(job);
        }
        Reason reason = wants(job, Intent.Kind.SUSPEND) ? job.intent().orElseThrow().reason()
                : Reason.of(ReasonCode.SUSPENDED_BY_USER, "Frozen");
        return changedState(job, JobState.SUSPENDED, reason, Intent.Kind.SUSPEND, now);
    }

    private static Decision resumed(JobProgress job, Instant now) {
        if (job.state() != JobState.SUSPENDED) {
            return Decision.ignored(job);
        }
        return changedState(job, JobState.RUNNING, Reason.of(ReasonCode.RESUMED, "Running again"), Intent.Kind.RESUME, now);
    }

    private static Decision changedState(JobProgress job, JobState state, Reason reason, Intent.Kind done, Instant now) {
        JobStatus status = new JobStatus(state, reason, now);
        Optional<Intent> left = job.intent().filter(i -> i.kind() != done);
        return Decision.changed(job.withStatus(status).withIntent(left), List.of(status));
    }

    private static Decision requestKill(JobProgress job, Reason cause, Instant now) {
        if (job.state().isTerminal()) {
            return Decision.refused(job);
        }
        if (job.state() == JobState.PENDING) {
            return endedWithoutContainer(job, JobState.KILLED, cause, now);
        }
        if (wants(job, Intent.Kind.KILL)) {
            return Decision.ignored(job);
        }
        JobProgress next = job.withIntent(Optional.of(new Intent(Intent.Kind.KILL, cause, now)));
        return Decision.changed(next, List.of(), KILL_CONTAINER);
    }

    private static Decision request(JobProgress job, JobState from, JobState already, Intent.Kind kind, Reason cause,
            JobEffect effect, Instant now) {
        boolean somethingElseIsUnderWay = job.intent().filter(i -> i.kind() != kind).isPresent();
        if (somethingElseIsUnderWay || job.state() != from && job.state() != already) {
            return Decision.refused(job);
        }
        if (job.state() == already || wants(job, kind)) {
            return Decision.ignored(job);
        }
        return Decision.changed(job.withIntent(Optional.of(new Intent(kind, cause, now))), List.of(), effect);
    }

    private static Decision endedUnstarted(JobProgress job, JobState state, Reason reason, Instant now) {
        JobStatus status = new JobStatus(state, reason, now);
        return Decision.changed(endedProgress(job, status), List.of(status), RELEASE_CONTAINER);
    }

    private static Decision endedWithoutContainer(JobProgress job, JobState state, Reason reason, Instant now) {
        JobStatus status = new JobStatus(state, reason, now);
        return Decision.changed(endedProgress(job, status), List.of(status));
    }

    private static JobProgress endedProgress(JobProgress job, JobStatus status) {
        return new JobProgress(status, Optional.empty(), job.attempt(), job.placement(), job.handle(), job.started(),
                Optional.of(status.time()), OptionalInt.empty(), Optional.empty());
    }
}
