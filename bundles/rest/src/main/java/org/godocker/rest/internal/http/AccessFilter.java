package org.godocker.rest.internal.http;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import org.godocker.api.error.ForbiddenException;
import org.godocker.api.error.UnauthenticatedException;
import org.godocker.api.user.Caller;
import org.godocker.api.user.SessionService;
import org.godocker.rest.internal.problem.ProblemException;

/** Lets a request through to its resource method when the caller may call it. What is not allowed is refused. */
public final class AccessFilter implements ContainerRequestFilter {

    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/=-]{1,512})");

    private final SessionService sessions;

    @Context
    private ResourceInfo target;

    public AccessFilter(SessionService sessions) {
        this.sessions = sessions;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (HttpMethod.HEAD.equals(request.getMethod())) {
            // It would open files and followers for nothing.
            throw ProblemException.methodNotAllowed("HEAD is not supported; use GET");
        }
        Access access = Optional.ofNullable(target.getResourceMethod()).map(AccessFilter::access).orElse(null);
        if (access == null) {
            throw new ForbiddenException("this operation is open to nobody");
        }
        if (access.value() == Access.Level.EVERYBODY) {
            return;
        }
        String token = token(request.getHeaders().get(HttpHeaders.AUTHORIZATION));
        Caller caller = sessions.authenticate(token).orElseThrow(() -> new UnauthenticatedException(
                "the token or API key is unknown, expired or revoked; get a token with POST /auth/token"));
        if (access.value() == Access.Level.ADMINISTRATOR && !caller.administrator()) {
            throw new ForbiddenException("only administrators may do this");
        }
        request.setSecurityContext(new AuthenticatedCaller(caller, token));
    }

    private static Access access(Method method) {
        return method.getAnnotation(Access.class);
    }

    private static String token(List<String> headers) {
        if (headers == null || headers.isEmpty()) {
            throw new UnauthenticatedException("a login is needed: send the header Authorization: Bearer <token or API key>");
        }
        Matcher m = BEARER.matcher(headers.get(0).strip());
        if (headers.size() > 1 || !m.matches()) {
            throw new UnauthenticatedException("the Authorization header must be: Bearer <token or API key>");
        }
        return m.group(1);
    }
}
