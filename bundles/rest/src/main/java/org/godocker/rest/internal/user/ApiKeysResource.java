package org.godocker.rest.internal.user;

import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.godocker.api.job.Lifespan;
import org.godocker.api.user.ApiKeyService;
import org.godocker.api.user.Caller;
import org.godocker.rest.internal.http.Access;
import org.godocker.rest.internal.http.Callers;
import org.godocker.rest.internal.http.RequestBodies;
import org.godocker.rest.internal.json.Items;
import org.godocker.rest.internal.json.ObjectFields;
import org.godocker.rest.internal.json.Violations;

/** Keys that programs log in with. */
@Path("/users/{login}/apikeys")
@Produces(MediaType.APPLICATION_JSON)
public final class ApiKeysResource {

    private final ApiKeyService apiKeys;
    private final RequestBodies bodies;

    public ApiKeysResource(ApiKeyService apiKeys, RequestBodies bodies) {
        this.apiKeys = apiKeys;
        this.bodies = bodies;
    }

    @GET
    @Access(Access.Level.USER)
    public Items<ApiKeyView> list(@Context SecurityContext security, @PathParam("login") String login) {
        Caller caller = Callers.ownOrAdministrator(security, login);
        return Items.all(apiKeys.list(caller, login).stream().map(ApiKeyView::of).toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Access(Access.Level.USER)
    public Response issue(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security,
            @PathParam("login") String login, @Context UriInfo uri) {
        Caller caller = Callers.ownOrAdministrator(security, login);
        Violations violations = new Violations();
        ObjectFields fields = new ObjectFields(bodies.small(body, headers), "", violations);
        String name = fields.text("name");
        Duration lifetime = fields.parsed("lifetime", "duration", Lifespan::parse);
        fields.require("name");
        fields.finish();
        violations.throwIfAny();
        ApiKeyView issued = ApiKeyView.of(apiKeys.issue(caller, login, name, Optional.ofNullable(lifetime)));
        return Response.created(uri.getAbsolutePathBuilder().path(issued.id()).build()).entity(issued).build();
    }

    @DELETE
    @Path("/{id}")
    @Access(Access.Level.USER)
    public void revoke(@Context SecurityContext security, @PathParam("login") String login, @PathParam("id") String id) {
        apiKeys.revoke(Callers.ownOrAdministrator(security, login), login, id);
    }
}
