package org.godocker.rest.internal.server;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.godocker.api.plugin.PluginService;
import org.godocker.rest.internal.http.Access;
import org.godocker.rest.internal.http.Callers;

/** What is plugged in. Every user may see it; what is wrong with it is for administrators. */
@Path("/plugins")
@Produces(MediaType.APPLICATION_JSON)
public final class PluginsResource {

    private final PluginService plugins;

    public PluginsResource(PluginService plugins) {
        this.plugins = plugins;
    }

    @GET
    @Access(Access.Level.USER)
    public PluginList list(@Context SecurityContext security) {
        boolean administrator = Callers.of(security).administrator();
        return new PluginList(
                plugins.list().stream().map(plugin -> PluginDescription.of(plugin, administrator)).toList(), null,
                administrator ? plugins.engineProblems() : null);
    }
}
