package org.godocker.rest.internal.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.function.Supplier;
import javax.servlet.ServletConfig;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.cxf.Bus;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.godocker.rest.internal.problem.ProblemException;

/**
 * Stands before CXF for what CXF cannot do: refuse an address that is none, on which it fails before JAX-RS is asked; drop
 * the connection under an answer that breaks off, which it would end as if it were whole; and give a problem document where
 * there is no endpoint, or none yet.
 */
public final class FrontServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient CXFNonSpringServlet cxf = new CXFNonSpringServlet();
    private final String address;
    private final transient NotReady notReady;
    private volatile boolean open;

    /**
     * Is closed until {@link #open}.
     *
     * @param bus     where the endpoint is published, once there is one
     * @param address of the endpoint below the servlet, for example {@code /v1}
     * @param missing by check, what keeps it closed; asked for each request meanwhile
     */
    public FrontServlet(Bus bus, String address, Supplier<Map<String, String>> missing) {
        cxf.setBus(bus);
        this.address = address;
        this.notReady = new NotReady(address + "/server/health", missing);
    }

    /** The endpoint is published: requests go to it from now on. */
    public void open() {
        open = true;
    }

    /** The endpoint is about to go: requests are told so from now on. */
    public void close() {
        open = false;
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(config);
        cxf.init(new EachHostAsAsked(config));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (!isAddress(request)) {
            PlainAnswer.problem(response, ProblemException.badAddress(null).problem());
        } else if (!isBelowEndpoint(request.getPathInfo())) {
            PlainAnswer.problem(response, ProblemException.nothingHere().problem());
        } else if (!open) {
            notReady.answer(request, response);
        } else {
            cxf.service(request, new BreakableResponse(request, response));
            if (BrokenOff.is(request)) {
                // The web server has sent the status and drops the connection: there is no other way to say so by then.
                throw new IOException("the answer was broken off");
            }
        }
    }

    private boolean isBelowEndpoint(String path) {
        return path != null && (path.equals(address) || path.startsWith(address + "/"));
    }

    private static boolean isAddress(HttpServletRequest request) {
        String query = request.getQueryString();
        try {
            new URI(request.getRequestURI() + (query == null ? "" : "?" + query));
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Override
    public void destroy() {
        cxf.destroy();
        super.destroy();
    }
}
