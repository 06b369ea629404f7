package org.godocker.rest.internal.problem;

import java.time.Duration;

/** A refusal that is of HTTP's making and not of a service's. Nothing has been changed when it is thrown. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final Duration retryAfter;

    private ProblemException(int status, String code, String detail, Duration retryAfter, Throwable cause) {
        super(detail, cause);
        this.problem = Problem.of(status, code, detail);
        this.retryAfter = retryAfter;
    }

    /** The body is larger than {@code max} bytes. */
    public static ProblemException tooLarge(int max) {
        return new ProblemException(413, "BODY_TOO_LARGE", "the request body is larger than " + max + " bytes", null, null);
    }

    /** The body broke off, or its length makes no sense. */
    public static ProblemException unreadable(Throwable cause) {
        return new ProblemException(400, "BODY_UNREADABLE", "the request body could not be read to its end", null, cause);
    }

    /** The path or the query is not what RFC 3986 allows. */
    public static ProblemException badAddress(Throwable cause) {
        return new ProblemException(400, "BAD_ADDRESS", "the path or query of the address is malformed", null, cause);
    }

    /** JSON is UTF-8. */
    public static ProblemException unsupportedCharset() {
        return new ProblemException(415, "UNSUPPORTED_MEDIA_TYPE", "JSON is read as UTF-8 only", null, null);
    }

    /** No interface answers at this path. */
    public static ProblemException nothingHere() {
        return new ProblemException(404, "NOT_FOUND", "there is nothing at this path", null, null);
    }

    /** The services behind the interface are not there. */
    public static ProblemException notReady(String why) {
        return new ProblemException(503, "NOT_READY", "the server is starting, or lacks something it needs; " + why, null, null);
    }

    /** The method is never supported here. */
    public static ProblemException methodNotAllowed(String detail) {
        return new ProblemException(405, "METHOD_NOT_ALLOWED", detail, null, null);
    }

    /** As many follow output as the server lets. */
    public static ProblemException tooManyFollowers(String detail, Duration retryAfter) {
        return new ProblemException(429, "TOO_MANY_FOLLOWERS", detail, retryAfter, null);
    }

    /** The document to answer with. */
    public Problem problem() {
        return problem;
    }

    /** How long to wait before trying again; null when that is of no use. */
    Duration retryAfter() {
        return retryAfter;
    }
}
