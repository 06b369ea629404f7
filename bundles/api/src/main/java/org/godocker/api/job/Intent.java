package org.godocker.api.job;

import java.time.Instant;
import java.util.Objects;

/**
 * What somebody wants done with a job that holds a container. It is stored beside the state so that a restarted server
 * goes on with it.
 *
 * @param kind   what is wanted
 * @param reason the cause that the job shows once it is done
 * @param time   when it was asked for
 */
public record Intent(Kind kind, Reason reason, Instant time) {

    /** What can be wanted. */
    public enum Kind { KILL, SUSPEND, RESUME }

    public Intent {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(time, "time");
    }
}
