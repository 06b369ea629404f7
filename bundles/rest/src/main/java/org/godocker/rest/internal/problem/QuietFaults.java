package org.godocker.rest.internal.problem;

import java.io.IOException;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps CXF from logging a stack trace each time a client goes away before it has its answer. */
public final class QuietFaults implements FaultListener {

    private static final Logger LOG = LoggerFactory.getLogger(QuietFaults.class);

    @Override
    public boolean faultOccurred(Exception exception, String description, Message message) {
        if (isBrokenOff(exception)) {
            return false;
        }
        if (isConnectionLoss(exception)) {
            LOG.debug("The connection was lost: {}", description, exception);
            return false;
        }
        return true;
    }

    /**
     * Nothing here lets an IOException out of its hands but the sending of the answer: reading a body or a file wraps
     * what it meets.
     */
    static boolean isConnectionLoss(Throwable thrown) {
        return thrown instanceof IOException
                || thrown instanceof Fault && thrown.getCause() != null && isConnectionLoss(thrown.getCause());
    }

    private static boolean isBrokenOff(Throwable thrown) {
        return thrown instanceof BrokenOffException
                || thrown instanceof Fault && thrown.getCause() != null && isBrokenOff(thrown.getCause());
    }
}
