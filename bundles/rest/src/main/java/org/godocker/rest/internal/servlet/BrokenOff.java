package org.godocker.rest.internal.servlet;

import javax.servlet.ServletRequest;

/** The mark of a request whose answer cannot be sent to its end. */
public final class BrokenOff {

    private static final String MARK = "org.godocker.rest.broken-off";

    private BrokenOff() {
    }

    /** @return false when it had been marked before */
    public static boolean mark(ServletRequest request) {
        boolean first = !is(request);
        request.setAttribute(MARK, Boolean.TRUE);
        return first;
    }

    static boolean is(ServletRequest request) {
        return request.getAttribute(MARK) != null;
    }
}
