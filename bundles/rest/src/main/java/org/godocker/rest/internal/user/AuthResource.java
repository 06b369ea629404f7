package org.godocker.rest.internal.user;

import java.io.InputStream;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.godocker.api.user.IssuedToken;
import org.godocker.api.user.SessionService;
import org.godocker.rest.internal.http.Access;
import org.godocker.rest.internal.http.Callers;
import org.godocker.rest.internal.http.RequestBodies;
import org.godocker.rest.internal.json.ObjectFields;
import org.godocker.rest.internal.json.Times;
import org.godocker.rest.internal.json.Violations;

/** Logging in and out. */
@Path("/auth/token")
@Produces(MediaType.APPLICATION_JSON)
public final class AuthResource {

    private final SessionService sessions;
    private final RequestBodies bodies;

    public AuthResource(SessionService sessions, RequestBodies bodies) {
        this.sessions = sessions;
        this.bodies = bodies;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Access(Access.Level.EVERYBODY)
    public TokenView login(InputStream body, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        Violations violations = new Violations();
        ObjectFields fields = new ObjectFields(bodies.small(body, headers), "", violations);
        String user = fields.text("user");
        String password = fields.text("password");
        fields.require("user");
        fields.require("password");
        fields.finish();
        violations.throwIfAny();
        return TokenView.of(sessions.login(user, password.toCharArray(), request.getRemoteAddr()));
    }

    @DELETE
    @Access(Access.Level.USER)
    public void logout(@Context SecurityContext security) {
        sessions.logout(Callers.tokenOf(security));
    }

    /** A token as it is sent, once. */
    public record TokenView(String token, String expires) {

        static TokenView of(IssuedToken issued) {
            return new TokenView(issued.token(), Times.format(issued.expires()));
        }

        @Override
        public String toString() {
            return "TokenView[expires=" + expires + "]";
        }
    }
}
