package org.godocker.executor.docker.internal.engine;

import java.util.Objects;

/** A Docker Engine did not do what was asked. Tells apart what is certain from what is not. */
public final class EngineException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is known of the request. */
    public enum Kind {
        /** No connection: the engine certainly has not seen the request. */
        UNREACHABLE,
        /** The connection broke or the time was up: the engine may have done it, or may still do it. */
        UNCERTAIN,
        /** The engine answered with an error. */
        ANSWERED
    }

    private final Kind kind;
    private final int status;

    private EngineException(Kind kind, int status, String message, Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.status = status;
    }

    public static EngineException unreachable(String message, Throwable cause) {
        return new EngineException(Kind.UNREACHABLE, 0, message, cause);
    }

    public static EngineException uncertain(String message, Throwable cause) {
        return new EngineException(Kind.UNCERTAIN, 0, message, cause);
    }

    /** @param status HTTP status of the answer */
    public static EngineException answered(int status, String words, Throwable cause) {
        return new EngineException(Kind.ANSWERED, status, words, cause);
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the engine answered with this HTTP status. */
    public boolean answered(int httpStatus) {
        return kind == Kind.ANSWERED && status == httpStatus;
    }

    /** Whether the engine says that the request itself cannot be fulfilled, as against trouble of its own. */
    public boolean blamesRequest() {
        return kind == Kind.ANSWERED && status >= 400 && status < 500;
    }

    /** Whether the engine looked for the image of a container to make and did not find it. */
    public boolean imageMissing() {
        return answered(404) && getMessage().contains("No such image");
    }

    /** Whether the engine looked for a container and did not find it; a missing program in it is 404 in some engines, too. */
    public boolean containerMissing() {
        return answered(404) && getMessage().contains("No such container");
    }
}
