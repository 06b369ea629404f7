package org.godocker.spi.executor;

import java.time.Instant;
import java.util.Objects;
import org.godocker.api.job.Reason;

/**
 * What came of a launch. An exception instead of a result means that it is not known whether the container was started:
 * the engine then keeps the attempt where it is and asks {@link Executor#observe}.
 */
public sealed interface LaunchResult {

    /**
     * The container has been started, now or by an earlier call for the same attempt.
     *
     * @param handle  what the engine shall keep
     * @param started when
     */
    record Launched(ExecutorHandle handle, Instant started) implements LaunchResult {
        public Launched {
            Objects.requireNonNull(handle, "handle");
            Objects.requireNonNull(started, "started");
        }
    }

    /**
     * It was not started and never will be, for example because the image does not exist. Nothing is left behind. The
     * job fails.
     *
     * @param reason usually {@code IMAGE_NOT_FOUND} or {@code LAUNCH_FAILED}, with the engine's words for the user
     */
    record Refused(Reason reason) implements LaunchResult {
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * It was certainly not started, but may be on another try, for example because the node cannot be reached. Nothing
     * is left behind that could start later. The job is queued again.
     *
     * @param reason usually {@code START_POSTPONED} or {@code EXECUTOR_UNREACHABLE}
     */
    record Postponed(Reason reason) implements LaunchResult {
        public Postponed {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
