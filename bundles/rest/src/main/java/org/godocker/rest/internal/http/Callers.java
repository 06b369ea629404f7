package org.godocker.rest.internal.http;

import javax.ws.rs.core.SecurityContext;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.error.UnauthenticatedException;
import org.godocker.api.user.Caller;

/** Who makes the request, for resource methods. */
public final class Callers {

    private Callers() {
    }

    /** The caller that {@link AccessFilter} let through. */
    public static Caller of(SecurityContext context) {
        return authenticated(context).caller();
    }

    /** The token or API key the caller came with. */
    public static String tokenOf(SecurityContext context) {
        return authenticated(context).token();
    }

    /** Users see what is theirs; for all they can tell, other users do not exist. */
    public static Caller ownOrAdministrator(SecurityContext context, String login) {
        Caller caller = of(context);
        if (!caller.administrator() && !caller.login().equals(login)) {
            throw new NotFoundException("there is no such user");
        }
        return caller;
    }

    private static AuthenticatedCaller authenticated(SecurityContext context) {
        if (context.getUserPrincipal() instanceof AuthenticatedCaller caller) {
            return caller;
        }
        throw new UnauthenticatedException("a login is needed");
    }
}
