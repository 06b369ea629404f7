package org.godocker.rest.internal.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import javax.servlet.ServletConfig;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.cxf.Bus;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.godocker.rest.internal.http.JsonWriter;
import org.godocker.rest.internal.problem.ProblemException;

/**
 * Stands before CXF for two things that CXF cannot do: refuse an address that is none, on which it fails before JAX-RS
 * is asked, and drop the connection under an answer that breaks off, which it would end as if it were whole.
 */
public final class FrontServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient CXFNonSpringServlet cxf = new CXFNonSpringServlet();
    private final String context;
    private final String address;

    /**
     * The servlet is to be registered at {@code context} followed by {@code address}.
     *
     * @param context path that CXF takes for its own, for example {@code /api}
     * @param address of the endpoint below it, for example {@code /v1}
     */
    public FrontServlet(Bus bus, String context, String address) {
        cxf.setBus(bus);
        this.context = context;
        this.address = address;
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(config);
        cxf.init(config);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (!isAddress(request)) {
            refuse(response);
            return;
        }
        cxf.service(new EndpointRequest(request, context, address), new BreakableResponse(request, response));
        if (BrokenOff.is(request)) {
            // The web server has sent the status and drops the connection: there is no other way to say so by then.
            throw new IOException("the answer was broken off");
        }
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

    private static void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.setContentType(JsonWriter.PROBLEM);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        byte[] document = JsonWriter.bytes(ProblemException.badAddress(null).problem());
        response.setContentLength(document.length);
        response.getOutputStream().write(document);
    }

    @Override
    public void destroy() {
        cxf.destroy();
        super.destroy();
    }
}
