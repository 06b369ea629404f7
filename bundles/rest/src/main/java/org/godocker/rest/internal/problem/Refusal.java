package org.godocker.rest.internal.problem;

import java.time.Duration;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.godocker.api.error.ConflictException;
import org.godocker.api.error.ForbiddenException;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.LimitExceededException;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.error.ServiceException;
import org.godocker.api.error.StorageFullException;
import org.godocker.api.error.TooManyAttemptsException;
import org.godocker.api.error.UnauthenticatedException;
import org.godocker.api.error.UnavailableException;

/** How each refusal of a service is answered. */
final class Refusal {

    /** What a client is told to wait when the service cannot say. */
    private static final Duration RETRY_LIMIT = Duration.ofSeconds(30);
    private static final Duration RETRY_UNAVAILABLE = Duration.ofSeconds(5);

    private Refusal() {
    }

    static Response of(ServiceException e) {
        Problem problem = Problem.of(status(e), e.code(), e.getMessage());
        if (e instanceof InvalidRequestException invalid) {
            problem = problem.withViolations(invalid.violations());
        }
        Response.ResponseBuilder answer = answer(problem, retryAfter(e));
        if (e instanceof UnauthenticatedException) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"godocker\"");
        }
        return answer.build();
    }

    static Response.ResponseBuilder answer(Problem problem, Duration retryAfter) {
        Response.ResponseBuilder answer = ProblemMapper.document(problem);
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.plusMillis(999).toSeconds()));
        }
        return answer;
    }

    private static int status(ServiceException e) {
        // The class is sealed: a new kind of refusal ends in the last branch, and a test over all kinds finds it.
        if (e instanceof InvalidRequestException) {
            return 400;
        } else if (e instanceof UnauthenticatedException) {
            return 401;
        } else if (e instanceof ForbiddenException) {
            return 403;
        } else if (e instanceof NotFoundException) {
            return 404;
        } else if (e instanceof ConflictException) {
            return 409;
        } else if (e instanceof LimitExceededException || e instanceof TooManyAttemptsException) {
            return 429;
        } else if (e instanceof UnavailableException) {
            return 503;
        } else if (e instanceof StorageFullException) {
            return 507;
        }
        throw new IllegalStateException("no HTTP status for " + e.getClass(), e);
    }

    private static Duration retryAfter(ServiceException e) {
        if (e instanceof TooManyAttemptsException attempts) {
            return attempts.retryAfter();
        }
        if (e instanceof LimitExceededException || e instanceof StorageFullException) {
            return RETRY_LIMIT;
        }
        return e instanceof UnavailableException ? RETRY_UNAVAILABLE : null;
    }
}
