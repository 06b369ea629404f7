package org.godocker.spi.executor;

import java.util.Objects;

/**
 * What an executor is told when it is taken into use.
 *
 * @param serverId name of the installation, 8 lower case letters or digits; containers are named and labelled with it,
 *                 and those of other servers are never touched
 * @param listener where to report
 */
public record ExecutorContext(String serverId, ExecutorListener listener) {

    public ExecutorContext {
        Objects.requireNonNull(serverId, "serverId");
        Objects.requireNonNull(listener, "listener");
    }
}
