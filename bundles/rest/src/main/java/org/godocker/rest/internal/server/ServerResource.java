package org.godocker.rest.internal.server;

import java.util.Map;
import java.util.TreeMap;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.godocker.api.server.Health;
import org.godocker.api.server.ServerService;
import org.godocker.rest.internal.http.Access;

/** The server itself, and whether it is well. */
@Path("/server")
@Produces(MediaType.APPLICATION_JSON)
public final class ServerResource {

    private final ServerService server;

    public ServerResource(ServerService server) {
        this.server = server;
    }

    @GET
    @Access(Access.Level.USER)
    public ServerDescription info() {
        return ServerDescription.of(server.info());
    }

    /** For load balancers and monitors: 503 tells them that no job would be accepted. */
    @GET
    @Path("/health")
    @Access(Access.Level.EVERYBODY)
    public Response health() {
        Health health = server.health();
        boolean down = health.status() == Health.Status.DOWN;
        return Response.status(down ? Response.Status.SERVICE_UNAVAILABLE : Response.Status.OK)
                .entity(new HealthView(health.status().name(), new TreeMap<>(health.checks()))).build();
    }

    /** Health as it is sent. */
    public record HealthView(String status, Map<String, String> checks) {
    }
}
