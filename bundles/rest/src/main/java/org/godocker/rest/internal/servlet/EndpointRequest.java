package org.godocker.rest.internal.servlet;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

/** A request as CXF's own servlet would see it: the servlet's path is the context, the endpoint's address comes after. */
final class EndpointRequest extends HttpServletRequestWrapper {

    private final String context;
    private final String address;

    EndpointRequest(HttpServletRequest request, String context, String address) {
        super(request);
        this.context = context;
        this.address = address;
    }

    @Override
    public String getServletPath() {
        return context;
    }

    @Override
    public String getPathInfo() {
        String below = super.getPathInfo();
        return below == null ? address : address + below;
    }
}
