package org.godocker.rest.internal.problem;

import javax.ws.rs.core.Response;

/** Names of HTTP statuses. */
final class Titles {

    private Titles() {
    }

    static String of(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        if (known != null) {
            return known.getReasonPhrase();
        }
        return status == 507 ? "Insufficient Storage" : "Refused";
    }
}
