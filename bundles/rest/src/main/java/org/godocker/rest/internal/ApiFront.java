package org.godocker.rest.internal;

import java.util.Map;
import javax.servlet.ServletException;
import javax.sql.DataSource;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.godocker.api.job.JobService;
import org.godocker.rest.internal.servlet.FrontServlet;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.HttpService;
import org.osgi.service.http.NamespaceException;

/**
 * Holds the path of the interface as long as there is a web server, so that callers are told what is missing while the
 * services behind it are not there.
 */
@Component(service = ApiFront.class, immediate = true)
public final class ApiFront {

    /** The one that the store takes. */
    private static final String DATA_SOURCE = "(dataSourceName=godocker)";

    private final HttpService http;
    private final Bus bus = BusFactory.getDefaultBus();
    private final FrontServlet servlet;

    @Activate
    public ApiFront(@Reference HttpService http, BundleContext context) throws ServletException, NamespaceException {
        this.http = http;
        servlet = new FrontServlet(bus, RestEndpoint.ADDRESS, () -> missing(context));
        http.registerServlet(RestEndpoint.CONTEXT, servlet, null, null);
    }

    Bus bus() {
        return bus;
    }

    FrontServlet servlet() {
        return servlet;
    }

    /** Only looks: holding these services would tie this component to them. */
    private static Map<String, String> missing(BundleContext context) {
        return Map.of(
                "database", hasDataSource(context) ? "data source is there" : "no data source",
                "engine", context.getServiceReference(JobService.class) == null ? "not running" : "starting");
    }

    private static boolean hasDataSource(BundleContext context) {
        try {
            return !context.getServiceReferences(DataSource.class, DATA_SOURCE).isEmpty();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a filter of ours is malformed", e);
        }
    }

    @Deactivate
    void stop() {
        http.unregister(RestEndpoint.CONTEXT);
    }
}
