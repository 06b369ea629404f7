package org.godocker.rest.internal.server;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.godocker.api.node.NodeService;
import org.godocker.rest.internal.http.Access;
import org.godocker.rest.internal.json.Items;

/** The nodes: every user may see what there is to ask for. */
@Path("/nodes")
@Produces(MediaType.APPLICATION_JSON)
public final class NodesResource {

    private final NodeService nodes;

    public NodesResource(NodeService nodes) {
        this.nodes = nodes;
    }

    @GET
    @Access(Access.Level.USER)
    public Items<NodeDescription> list() {
        return Items.all(nodes.list().stream().map(NodeDescription::of).toList());
    }
}
