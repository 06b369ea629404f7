package org.godocker.rest.internal.problem;

/**
 * An answer that cannot be sent to its end. Its status has been sent already, so all that is left is to drop the
 * connection: a client must not take what it has for the whole.
 */
public final class BrokenOffException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokenOffException(String message, Throwable cause) {
        super(message, cause);
    }
}
