package org.godocker.spi.executor;

import java.time.Instant;
import java.util.Objects;

/** What an executor sees of an attempt when asked. */
public sealed interface Observation {

    /** There is no container of this attempt on a node that answered. */
    record Absent() implements Observation {
    }

    /** A container was made and has never been started. */
    record Created() implements Observation {
    }

    /** It runs. */
    record Running(ExecutorHandle handle, Instant started) implements Observation {
        public Running {
            Objects.requireNonNull(handle, "handle");
            Objects.requireNonNull(started, "started");
        }
    }

    /** It is frozen. */
    record Suspended(ExecutorHandle handle, Instant started) implements Observation {
        public Suspended {
            Objects.requireNonNull(handle, "handle");
            Objects.requireNonNull(started, "started");
        }
    }

    /** It ran and ended. */
    record Ended(ExecutorHandle handle, RunOutcome outcome) implements Observation {
        public Ended {
            Objects.requireNonNull(handle, "handle");
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /** The node does not answer, so nothing can be said. */
    record Unknown(String message) implements Observation {
        public Unknown {
            Objects.requireNonNull(message, "message");
        }
    }
}
