package org.godocker.api.error;

/** No valid login, token or API key came with the request. */
public final class UnauthenticatedException extends ServiceException {

    private static final long serialVersionUID = 1L;

    public UnauthenticatedException(String message) {
        this(message, null);
    }

    public UnauthenticatedException(String message, Throwable cause) {
        super("UNAUTHENTICATED", message, cause);
    }
}
