package org.godocker.rest.internal.problem;

import java.util.UUID;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Request;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import javax.ws.rs.ext.ExceptionMapper;
import org.godocker.api.error.ServiceException;
import org.godocker.rest.internal.http.JsonWriter;
import org.godocker.rest.internal.servlet.BrokenOff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever was thrown into a problem document. */
public abstract sealed class ProblemMapper<E extends Throwable> implements ExceptionMapper<E> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    @Context
    private UriInfo uri;

    @Context
    private Request request;

    @Context
    private HttpServletRequest servletRequest;

    /** @return null to drop the connection */
    @Override
    public final Response toResponse(E thrown) {
        if (thrown instanceof WebApplicationException framework) {
            return fromFramework(framework);
        }
        if (thrown instanceof ServiceException refusal) {
            return Refusal.of(refusal);
        }
        if (thrown instanceof ProblemException refusal) {
            return Refusal.answer(refusal.problem(), refusal.retryAfter()).build();
        }
        if (thrown instanceof BrokenOffException) {
            // CXF comes back with the same exception when it finds no answer to it.
            if (BrokenOff.mark(servletRequest)) {
                LOG.warn("An answer was broken off: {}", thrown.getMessage(), thrown.getCause());
            }
            return null;
        }
        if (QuietFaults.isConnectionLoss(thrown)) {
            LOG.debug("The connection was lost", thrown);
            return Response.status(Response.Status.SERVICE_UNAVAILABLE).build();
        }
        return unexpected(thrown);
    }

    private Response fromFramework(WebApplicationException e) {
        Response original = e.getResponse();
        if (original.getStatus() < 400) {
            return original;
        }
        if (original.getStatus() >= 500) {
            return unexpected(e);
        }
        Response.ResponseBuilder answer = Refusal.answer(FrameworkRefusal.of(original.getStatus()), null);
        String allow = original.getHeaderString(HttpHeaders.ALLOW);
        return allow == null ? answer.build() : answer.header(HttpHeaders.ALLOW, allow).build();
    }

    private Response unexpected(Throwable thrown) {
        String incident = UUID.randomUUID().toString();
        LOG.error("Incident {}: {} {} failed", incident, request.getMethod(), uri.getPath(false), thrown);
        return Refusal.answer(Problem.of(500, "INTERNAL",
                "the server failed; its log tells why under this incident number").withIncident(incident), null).build();
    }

    /** What JAX-RS itself refuses; CXF's own mapper would come before a more general one. */
    public static final class Refusals extends ProblemMapper<WebApplicationException> {
    }

    /** All the rest. */
    public static final class Everything extends ProblemMapper<Throwable> {
    }

    static Response.ResponseBuilder document(Problem problem) {
        return Response.status(problem.status()).type(JsonWriter.PROBLEM).entity(problem);
    }
}
