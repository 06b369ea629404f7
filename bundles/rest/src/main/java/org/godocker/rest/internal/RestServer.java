package org.godocker.rest.internal;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.godocker.api.job.JobFileService;
import org.godocker.api.job.JobService;
import org.godocker.api.node.NodeService;
import org.godocker.api.plugin.PluginService;
import org.godocker.api.server.ServerService;
import org.godocker.api.user.ApiKeyService;
import org.godocker.api.user.SessionService;
import org.godocker.api.user.UserService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes the REST interface while the services behind it are there. Its options change without a restart. */
@Component(service = {}, immediate = true, configurationPid = "org.godocker.rest")
public final class RestServer {

    private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);

    private final AtomicReference<RestOptions> options = new AtomicReference<>(RestOptions.DEFAULTS);
    private final ApiFront front;
    private final RestEndpoint endpoint;

    @Activate
    public RestServer(
            @Reference JobService jobs, @Reference JobFileService files, @Reference SessionService sessions,
            @Reference UserService users, @Reference ApiKeyService apiKeys, @Reference NodeService nodes,
            @Reference PluginService plugins, @Reference ServerService server, @Reference ApiFront front,
            Map<String, Object> properties) {
        configure(properties);
        RestServices services = new RestServices(jobs, files, sessions, users, apiKeys, nodes, plugins, server);
        this.front = front;
        endpoint = new RestEndpoint(services, options::get, Clock.systemUTC(), front.bus());
        front.servlet().open();
    }

    @Modified
    void configure(Map<String, Object> properties) {
        RestOptions read = RestOptions.read(properties, options.get());
        options.set(read);
        read.problems().forEach(problem -> LOG.warn("org.godocker.rest: {}", problem));
    }

    @Deactivate
    void stop() {
        front.servlet().close();
        endpoint.close();
    }
}
