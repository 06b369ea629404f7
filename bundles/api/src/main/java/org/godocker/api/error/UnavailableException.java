package org.godocker.api.error;

/** The server cannot answer now, for example because the database does not; trying again later is right. */
public final class UnavailableException extends ServiceException {

    private static final long serialVersionUID = 1L;

    public UnavailableException(String message) {
        this(message, null);
    }

    public UnavailableException(String message, Throwable cause) {
        super("UNAVAILABLE", message, cause);
    }
}
