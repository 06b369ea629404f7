package org.godocker.rest.internal.servlet;

import java.util.Collections;
import java.util.Enumeration;
import javax.servlet.ServletConfig;
import javax.servlet.ServletContext;

/** Keeps CXF from giving every request the host that the first one named. */
final class EachHostAsAsked implements ServletConfig {

    private static final String OPTION = "disable-address-updates";

    private final ServletConfig config;

    EachHostAsAsked(ServletConfig config) {
        this.config = config;
    }

    @Override
    public String getServletName() {
        return config.getServletName();
    }

    @Override
    public ServletContext getServletContext() {
        return config.getServletContext();
    }

    @Override
    public String getInitParameter(String name) {
        return OPTION.equals(name) ? "true" : null;
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(Collections.singleton(OPTION));
    }
}
