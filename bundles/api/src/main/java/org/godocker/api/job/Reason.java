package org.godocker.api.job;

import java.util.Objects;

/**
 * Why a job is where it is.
 *
 * @param code    for programs
 * @param message for people; says what to do where something can be done. Never null, may be empty, no secrets.
 */
public record Reason(ReasonCode code, String message) {

    /** Longest message kept, in characters; what is longer is cut. */
    public static final int MAX_MESSAGE = 1000;

    public Reason {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        if (message.length() > MAX_MESSAGE) {
            message = message.substring(0, MAX_MESSAGE - 1) + "\u2026";
        }
    }

    public static Reason of(ReasonCode code, String message) {
        return new Reason(code, message);
    }
}
