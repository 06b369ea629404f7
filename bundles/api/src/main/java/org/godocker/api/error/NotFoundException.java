package org.godocker.api.error;

/** There is no such thing, or the caller may not know that there is. */
public final class NotFoundException extends ServiceException {

    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        this(message, null);
    }

    public NotFoundException(String message, Throwable cause) {
        super("NOT_FOUND", message, cause);
    }
}
