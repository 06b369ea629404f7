package org.godocker.api.error;

/** The request is well formed but does not fit the present state of the thing it is about. */
public final class ConflictException extends ServiceException {

    private static final long serialVersionUID = 1L;

    /**
     * @param code    stable word for the conflict, for example {@code JOB_ENDED} or {@code LOGIN_TAKEN}
     * @param message for the caller
     */
    public ConflictException(String code, String message) {
        super(code, message, null);
    }
}
