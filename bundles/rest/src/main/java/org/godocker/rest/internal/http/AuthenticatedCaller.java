package org.godocker.rest.internal.http;

import java.security.Principal;
import javax.ws.rs.core.SecurityContext;
import org.godocker.api.user.Caller;

/** The caller of a request, carried by JAX-RS from the filter that proved him to the resource method. */
final class AuthenticatedCaller implements SecurityContext, Principal {

    private final Caller caller;
    private final String token;

    AuthenticatedCaller(Caller caller, String token) {
        this.caller = caller;
        this.token = token;
    }

    Caller caller() {
        return caller;
    }

    String token() {
        return token;
    }

    @Override
    public Principal getUserPrincipal() {
        return this;
    }

    @Override
    public String getName() {
        return caller.login();
    }

    @Override
    public boolean isUserInRole(String role) {
        return "administrator".equals(role) && caller.administrator();
    }

    /** Nothing here depends on it, so nobody asks. */
    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }

    @Override
    public String toString() {
        return "AuthenticatedCaller[" + caller + "]";
    }
}
