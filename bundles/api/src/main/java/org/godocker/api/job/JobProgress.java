package org.godocker.api.job;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of a job so far: the part of it that changes.
 *
 * @param status    state, reason, since when
 * @param intent    what somebody wants done and is not done yet
 * @param attempt   1 for the first; a new one each time it has to be started again
 * @param placement where the present or last attempt was put
 * @param handle    what the executor wants kept for the present attempt, opaque; see {@code ExecutorHandle}
 * @param started   when the container of the present attempt started
 * @param ended     when the job came into a terminal state
 * @param exitCode  of the script, 0 to 255
 * @param usage     what the attempt used; known once it ended
 */
public record JobProgress(
        JobStatus status,
        Optional<Intent> intent,
        int attempt,
        Optional<Placement> placement,
        Optional<String> handle,
        Optional<Instant> started,
        Optional<Instant> ended,
        OptionalInt exitCode,
        Optional<ResourceUsage> usage) {

    public JobProgress {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(intent, "intent");
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts count from 1: " + attempt);
        }
        Objects.requireNonNull(placement, "placement");
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(ended, "ended");
        Objects.requireNonNull(exitCode, "exitCode");
        Objects.requireNonNull(usage, "usage");
    }

    /** A job that has just been accepted. */
    public static JobProgress submitted(Instant time) {
        return new JobProgress(new JobStatus(JobState.PENDING, WAITING, time), Optional.empty(), 1, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    private static final Reason WAITING = Reason.of(ReasonCode.QUEUED, "Waiting for its turn");

    public JobState state() {
        return status.state();
    }

    public JobProgress withStatus(JobStatus newStatus) {
        return new JobProgress(newStatus, intent, attempt, placement, handle, started, ended, exitCode, usage);
    }

    public JobProgress withIntent(Optional<Intent> newIntent) {
        return new JobProgress(status, newIntent, attempt, placement, handle, started, ended, exitCode, usage);
    }
}
