package org.godocker.rest.internal;

import java.time.Clock;
import java.util.List;
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
import org.godocker.spi.config.ConfigurationProblem;
import org.godocker.spi.config.ConfiguredPart;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes the REST interface while the services behind it are there. Its options change without a restart. */
@Component(service = ConfiguredPart.class, immediate = true, configurationPid = RestServer.PID)
public final class RestServer implements ConfiguredPart {

    static final String PID = "org.godocker.rest";

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
        read.problems().forEach(problem -> LOG.warn("Configuration {}, option {}", PID, problem));
    }

    @Override
    public String configurationPid() {
        return PID;
    }

    @Override
    public List<ConfigurationProblem> configurationProblems() {
        return options.get().problems();
    }

    @Deactivate
    void stop() {
        front.servlet().close();
        endpoint.close();
    }
}
