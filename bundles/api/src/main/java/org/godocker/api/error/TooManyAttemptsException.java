package org.godocker.api.error;

import java.time.Duration;

/** Too many wrong passwords: the caller has to wait before the next try is looked at. */
public final class TooManyAttemptsException extends ServiceException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public TooManyAttemptsException(String message, Duration retryAfter) {
        super("TOO_MANY_ATTEMPTS", message, null);
        this.retryAfter = retryAfter;
    }

    /** How long to wait, positive. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
