package org.godocker.rest.internal.problem;

/** What to say when a request fits no resource method. */
final class FrameworkRefusal {

    private FrameworkRefusal() {
    }

    static Problem of(int status) {
        return switch (status) {
            case 404 -> Problem.of(status, "NOT_FOUND", "there is nothing at this path");
            case 405 -> Problem.of(status, "METHOD_NOT_ALLOWED", "this path does not support this method; see the Allow header");
            case 406 -> Problem.of(status, "NOT_ACCEPTABLE", "nothing the Accept header allows can be given here");
            case 415 -> Problem.of(status, "UNSUPPORTED_MEDIA_TYPE", "the body must be application/json");
            default -> Problem.of(status, "BAD_REQUEST", "the request cannot be understood");
        };
    }
}
