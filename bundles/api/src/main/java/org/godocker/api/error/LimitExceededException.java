package org.godocker.api.error;

/** A quota policy refused a submission; the message says what the limit is. */
public final class LimitExceededException extends ServiceException {

    private static final long serialVersionUID = 1L;

    /**
     * @param code    stable word of the quota policy's reason, for example {@code RATE_LIMIT}
     * @param message for the caller, naming the limit and how much of it is used
     */
    public LimitExceededException(String code, String message) {
        super(code, message, null);
    }
}
