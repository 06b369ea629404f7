package org.godocker.api.server;

import java.util.Map;
import java.util.Objects;

/**
 * Whether the server is well.
 *
 * @param status {@code DOWN} when it cannot accept jobs, {@code DEGRADED} when it can but something is missing
 * @param checks what was looked at, and how it is, in words without details that only users may know
 */
public record Health(Status status, Map<String, String> checks) {

    public enum Status { UP, DEGRADED, DOWN }

    public Health {
        Objects.requireNonNull(status, "status");
        checks = Map.copyOf(checks);
    }
}
