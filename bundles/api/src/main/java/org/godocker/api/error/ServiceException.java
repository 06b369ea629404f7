package org.godocker.api.error;

/**
 * A request that was refused. The message is written for the caller: it says what was wrong and what to do, and never
 * holds a secret. Nothing has been changed when one of these is thrown.
 */
public abstract sealed class ServiceException extends RuntimeException
        permits ConflictException, ForbiddenException, InvalidRequestException, NotFoundException,
                LimitExceededException, TooManyAttemptsException, UnauthenticatedException, UnavailableException,
                StorageFullException {

    private static final long serialVersionUID = 1L;

    private final String code;

    ServiceException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Stable, machine readable word for the refusal in upper case, for example {@code NOT_FOUND}. */
    public final String code() {
        return code;
    }
}
