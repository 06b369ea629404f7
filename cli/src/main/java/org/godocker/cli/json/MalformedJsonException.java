package org.godocker.cli.json;

/** A text is not JSON. The message does not repeat the text. */
public final class MalformedJsonException extends RuntimeException {

    MalformedJsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
