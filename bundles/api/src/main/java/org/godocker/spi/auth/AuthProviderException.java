package org.godocker.spi.auth;

/** A provider could not ask its directory; nothing is known about the user. */
public class AuthProviderException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what did not answer; no secrets */
    public AuthProviderException(String message, Throwable cause) {
        super(message, cause);
    }
}
