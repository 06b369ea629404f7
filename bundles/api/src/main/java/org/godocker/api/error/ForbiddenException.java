package org.godocker.api.error;

/** The caller is known but may not do this. */
public final class ForbiddenException extends ServiceException {

    private static final long serialVersionUID = 1L;

    public ForbiddenException(String message) {
        this(message, null);
    }

    public ForbiddenException(String message, Throwable cause) {
        super("FORBIDDEN", message, cause);
    }
}
