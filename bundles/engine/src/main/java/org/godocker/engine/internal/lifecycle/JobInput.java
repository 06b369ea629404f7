package org.godocker.engine.internal.lifecycle;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.godocker.api.job.Placement;
import org.godocker.api.job.Reason;
import org.godocker.spi.executor.RunOutcome;

/** What can happen to a job. Reports carry the attempt they speak of, because they may come late. */
public sealed interface JobInput {

    /** The scheduler gives it to a node. */
    record Start(Placement placement) implements JobInput {
        public Start {
            Objects.requireNonNull(placement, "placement");
        }
    }

    /** Its container runs. */
    record Launched(int attempt, Optional<String> handle, Instant started) implements JobInput {
        public Launched {
            Objects.requireNonNull(handle, "handle");
            Objects.requireNonNull(started, "started");
        }
    }

    /** Its container was not and will not be started. */
    record LaunchRefused(int attempt, Reason reason) implements JobInput {
        public LaunchRefused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Its container was certainly not started this time; it may be on another try. */
    record LaunchPostponed(int attempt, Reason reason) implements JobInput {
        public LaunchPostponed {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Its container has ended. */
    record Ended(int attempt, RunOutcome outcome) implements JobInput {
        public Ended {
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /** Its executor has looked and there is no container, or one that was never started. */
    record NotStarted(int attempt) implements JobInput {
    }

    /** Its executor has looked and there is no container. */
    record Vanished(int attempt) implements JobInput {
    }

    /** Its container is frozen. */
    record Suspended(int attempt) implements JobInput {
    }

    /** Its container goes on after having been frozen. */
    record Resumed(int attempt) implements JobInput {
    }

    /** Somebody wants it to end. */
    record RequestKill(Reason cause) implements JobInput {
        public RequestKill {
            Objects.requireNonNull(cause, "cause");
        }
    }

    /** Somebody wants it frozen. */
    record RequestSuspend(Reason cause) implements JobInput {
        public RequestSuspend {
            Objects.requireNonNull(cause, "cause");
        }
    }

    /** Somebody wants it to go on. */
    record RequestResume(Reason cause) implements JobInput {
        public RequestResume {
            Objects.requireNonNull(cause, "cause");
        }
    }

    /** A watcher or quota policy will never let it start. */
    record Reject(Reason reason) implements JobInput {
        public Reject {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
