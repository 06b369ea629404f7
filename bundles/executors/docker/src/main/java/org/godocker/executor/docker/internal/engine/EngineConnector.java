package org.godocker.executor.docker.internal.engine;

import java.time.Duration;
import org.godocker.executor.docker.internal.config.Endpoint;

/** Makes clients of Docker Engines. */
@FunctionalInterface
public interface EngineConnector {

    /**
     * Makes a client; nothing is sent yet.
     *
     * @param endpoint    where the engine listens
     * @param callTimeout after which a call is given up
     * @throws EngineException when the TLS files cannot be used
     */
    Engine connect(Endpoint endpoint, Duration callTimeout) throws EngineException;
}
