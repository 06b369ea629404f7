package org.godocker.auth.local;

/** Too many passwords are being hashed. */
final class HashingBusyException extends Exception {

    private static final long serialVersionUID = 1L;

    HashingBusyException(String message, Throwable cause) {
        super(message, cause);
    }
}
