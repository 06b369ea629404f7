package org.godocker.executor.docker.internal.client;

import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.godocker.executor.docker.internal.config.Endpoint;
import org.godocker.executor.docker.internal.engine.Engine;
import org.godocker.executor.docker.internal.engine.EngineConnector;
import org.godocker.executor.docker.internal.engine.EngineException;

/** Makes clients on docker-java. */
public final class DockerJavaConnector implements EngineConnector {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    @Override
    public Engine connect(Endpoint endpoint, Duration callTimeout) throws EngineException {
        SSLContext tls;
        try {
            tls = endpoint.tls().isPresent() ? PemFiles.context(endpoint.tls().get()) : null;
        } catch (GeneralSecurityException e) {
            throw EngineException.unreachable("The TLS files cannot be used: " + e.getMessage(), e);
        }
        return new DockerJavaEngine(endpoint, transport(endpoint, tls, callTimeout), transport(endpoint, tls, null), callTimeout);
    }

    /** Streams are silent for long and must not have the time limit that plain calls need. */
    private static ZerodepDockerHttpClient transport(Endpoint endpoint, SSLContext tls, Duration responseTimeout) {
        return new ZerodepDockerHttpClient.Builder()
                .dockerHost(endpoint.uri())
                .sslConfig(tls == null ? null : () -> tls)
                .connectionTimeout(CONNECT_TIMEOUT)
                .responseTimeout(responseTimeout)
                .build();
    }
}
