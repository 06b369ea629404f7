package org.godocker.rest.internal;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.cxf.Bus;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.godocker.rest.internal.http.AccessFilter;
import org.godocker.rest.internal.http.JsonWriter;
import org.godocker.rest.internal.http.QueryParameterFilter;
import org.godocker.rest.internal.http.RequestBodies;
import org.godocker.rest.internal.http.ResponseHeaders;
import org.godocker.rest.internal.job.JobFilesResource;
import org.godocker.rest.internal.job.JobLogResource;
import org.godocker.rest.internal.job.JobsResource;
import org.godocker.rest.internal.job.LogFollowers;
import org.godocker.rest.internal.problem.ProblemMapper;
import org.godocker.rest.internal.problem.QuietFaults;
import org.godocker.rest.internal.server.NodesResource;
import org.godocker.rest.internal.server.OpenApiResource;
import org.godocker.rest.internal.server.PluginsResource;
import org.godocker.rest.internal.server.ServerResource;
import org.godocker.rest.internal.user.ApiKeysResource;
import org.godocker.rest.internal.user.AuthResource;
import org.godocker.rest.internal.user.UsersResource;

/** Puts resources, filters and mappers together. */
public final class RestEndpoint implements AutoCloseable {

    /** Where the servlet of {@link ApiFront} belongs. */
    static final String CONTEXT = "/api";
    /** Where the endpoint is published below it. */
    static final String ADDRESS = "/v1";

    /** The resource classes, in the order of the documentation. Every method of theirs says who may call it. */
    public static final List<Class<?>> RESOURCES = List.of(
            JobsResource.class, JobLogResource.class, JobFilesResource.class, AuthResource.class, UsersResource.class,
            ApiKeysResource.class, NodesResource.class, PluginsResource.class, ServerResource.class,
            OpenApiResource.class);

    private final Server server;

    /**
     * Publishes the endpoint on the bus.
     *
     * @param options asked anew for each request
     * @param bus     of CXF; stays the caller's
     */
    public RestEndpoint(RestServices services, Supplier<RestOptions> options, Clock clock, Bus bus) {
        server = publish(services, options, clock, bus);
    }

    private static Server publish(RestServices services, Supplier<RestOptions> options, Clock clock, Bus bus) {
        RequestBodies bodies = new RequestBodies(() -> options.get().maxBody());
        JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
        factory.setBus(bus);
        factory.setAddress(ADDRESS);
        factory.setServiceBeans(List.of(
                new JobsResource(services.jobs(), bodies),
                new JobLogResource(services.files(), new LogFollowers(options, clock)),
                new JobFilesResource(services.files()),
                new AuthResource(services.sessions(), bodies),
                new UsersResource(services.users(), bodies),
                new ApiKeysResource(services.apiKeys(), bodies),
                new NodesResource(services.nodes()),
                new PluginsResource(services.plugins()),
                new ServerResource(services.server()),
                new OpenApiResource()));
        factory.setProviders(List.of(
                new AccessFilter(services.sessions()),
                new QueryParameterFilter(),
                new ResponseHeaders(),
                new JsonWriter(),
                new ProblemMapper.Refusals(),
                new ProblemMapper.Everything()));
        factory.setProperties(PROPERTIES);
        return factory.create();
    }

    @Override
    public void close() {
        server.destroy();
    }

    /** A wrong path or method is the caller's affair and answered, like a connection he drops: nothing for the log. */
    private static final Map<String, Object> PROPERTIES = Map.of(
            FaultListener.class.getName(), new QuietFaults(),
            "javax.ws.rs.NotFoundException.log.level", "FINE",
            "javax.ws.rs.NotAllowedException.log.level", "FINE",
            "javax.ws.rs.NotAcceptableException.log.level", "FINE",
            "javax.ws.rs.NotSupportedException.log.level", "FINE",
            "javax.ws.rs.ClientErrorException.log.level", "FINE");
}
