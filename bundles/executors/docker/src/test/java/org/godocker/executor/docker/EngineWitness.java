package org.godocker.executor.docker;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.godocker.executor.docker.internal.client.DockerJavaConnector;
import org.godocker.executor.docker.internal.config.Endpoint;
import org.godocker.executor.docker.internal.engine.ContainerSummary;
import org.godocker.executor.docker.internal.engine.Engine;
import org.godocker.executor.docker.internal.engine.EngineException;
import org.godocker.executor.docker.internal.node.ContainerNames;

/** Watches the machine's engine past the executor: what was started how often, by the engine's own account. */
final class EngineWitness {

    private final Engine engine;
    private final String serverId;
    private final Map<String, AtomicInteger> starts = new ConcurrentHashMap<>();
    private final AutoCloseable stream;

    EngineWitness(String serverId) throws EngineException {
        this.serverId = serverId;
        engine = new DockerJavaConnector().connect(new Endpoint(URI.create(Executors.endpoint()), Optional.empty()), Duration.ofMinutes(2));
        stream = engine.listen(ContainerNames.SERVER, serverId, engine.info().time(), event -> {
            if (event.action().equals("start")) {
                starts.computeIfAbsent(event.attributes().get("name"), n -> new AtomicInteger()).incrementAndGet();
            }
        }, reason -> {
        });
    }

    Engine engine() {
        return engine;
    }

    int starts(String containerName) {
        AtomicInteger count = starts.get(containerName);
        return count == null ? 0 : count.get();
    }

    /** Removes whatever carries the server's label. */
    public void close() throws Exception {
        stream.close();
        for (ContainerSummary left : engine.list(ContainerNames.SERVER, serverId)) {
            engine.remove(left.id(), true);
        }
        engine.close();
    }
}
