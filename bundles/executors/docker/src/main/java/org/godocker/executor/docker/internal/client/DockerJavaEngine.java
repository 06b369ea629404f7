package org.godocker.executor.docker.internal.client;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.godocker.api.job.ResourceUsage;
import org.godocker.executor.docker.internal.config.Endpoint;
import org.godocker.executor.docker.internal.engine.ContainerSpec;
import org.godocker.executor.docker.internal.engine.ContainerSummary;
import org.godocker.executor.docker.internal.engine.ContainerView;
import org.godocker.executor.docker.internal.engine.Engine;
import org.godocker.executor.docker.internal.engine.EngineEvent;
import org.godocker.executor.docker.internal.engine.EngineException;
import org.godocker.executor.docker.internal.engine.EngineInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Docker Engine through docker-java. */
final class DockerJavaEngine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(DockerJavaEngine.class);
    /** For calls that an engine answers at once when it answers at all. */
    private static final Duration QUICK = Duration.ofSeconds(10);
    /** How long calls under way may go on after the client has been closed. */
    private static final Duration LAST_CALLS = Duration.ofMinutes(5);

    private final String name;
    private final Duration limit;
    private final DockerHttpClient http;
    private final DockerClient client;
    private final DockerClient streams;
    private final BoundedCalls calls;

    DockerJavaEngine(Endpoint endpoint, DockerHttpClient http, DockerHttpClient streamHttp, Duration callTimeout) {
        this.name = endpoint.uri().toString();
        this.limit = callTimeout;
        this.http = http;
        NodeClientConfig config = new NodeClientConfig(endpoint.uri());
        this.client = DockerClientImpl.getInstance(config, http);
        this.streams = DockerClientImpl.getInstance(config, streamHttp);
        this.calls = new BoundedCalls(name);
    }

    private Duration quick() {
        return limit.compareTo(QUICK) < 0 ? limit : QUICK;
    }

    @Override
    public EngineInfo info() throws EngineException {
        return calls.call("info", quick(), () -> {
            Info info = client.infoCmd().exec();
            return new EngineInfo(String.valueOf(info.getServerVersion()),
                    info.getNCPU() == null ? 0 : info.getNCPU() * 1000L,
                    info.getMemTotal() == null ? 0 : info.getMemTotal(),
                    ContainerMapping.time(info.getSystemTime()).orElseGet(Instant::now));
        });
    }

    @Override
    public void ping() throws EngineException {
        calls.call("ping", quick(), () -> client.pingCmd().exec());
    }

    @Override
    public String create(ContainerSpec spec) throws EngineException {
        return calls.call("create", limit, () -> ContainerMapping.fill(client.createContainerCmd(spec.image()), spec).exec().getId());
    }

    @Override
    public boolean hasProgram(String id, String path) throws EngineException {
        return calls.call("archive", limit, () -> ProgramAnswer.read(http, id, path));
    }

    @Override
    public void start(String id) throws EngineException {
        calls.call("start", limit, () -> {
            try {
                return client.startContainerCmd(id).exec();
            } catch (NotModifiedException e) {
                LOG.debug("Container {} runs already", id, e);
                return null;
            }
        });
    }

    @Override
    public Optional<ContainerView> inspect(String ref) throws EngineException {
        try {
            return Optional.of(calls.call("inspect", limit, () -> ContainerMapping.view(client.inspectContainerCmd(ref).exec())));
        } catch (EngineException e) {
            if (e.answered(404)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void remove(String id, boolean force) throws EngineException {
        calls.call("remove", limit, () -> client.removeContainerCmd(id).withForce(force).withRemoveVolumes(true).exec());
    }

    @Override
    public void signal(String id, String signal) throws EngineException {
        calls.call("kill", limit, () -> client.killContainerCmd(id).withSignal(signal).exec());
    }

    @Override
    public void pause(String id) throws EngineException {
        calls.call("pause", limit, () -> client.pauseContainerCmd(id).exec());
    }

    @Override
    public void unpause(String id) throws EngineException {
        calls.call("unpause", limit, () -> client.unpauseContainerCmd(id).exec());
    }

    @Override
    public List<ContainerSummary> list(String label, String value) throws EngineException {
        return calls.call("list", limit, () -> client.listContainersCmd().withShowAll(true).withLabelFilter(Map.of(label, value))
                .exec().stream().map(ContainerMapping::summary).toList());
    }

    @Override
    public ResourceUsage usage(String id) throws EngineException {
        return calls.call("stats", quick(), () -> UsageAnswer.read(http, id));
    }

    @Override
    public CompletableFuture<Void> pull(String image, Duration timeout) {
        ImageName reference = ImageName.parse(image);
        CompletableFuture<Void> done = new CompletableFuture<>();
        PullCallback callback = new PullCallback(done, e -> calls.failure("pull", e));
        done.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).whenComplete((nothing, failure) -> {
            if (failure instanceof TimeoutException) {
                callback.close();
            }
        });
        streams.pullImageCmd(reference.repository()).withTag(reference.tag()).exec(callback);
        return done;
    }

    @Override
    public AutoCloseable listen(String label, String value, Instant since, Consumer<EngineEvent> onEvent, Consumer<String> onEnd)
            throws EngineException {
        EventStream stream = new EventStream(onEvent, onEnd);
        streams.eventsCmd().withSince(since.getEpochSecond() + "." + String.format("%09d", since.getNano()))
                .withEventTypeFilter("container").withLabelFilter(label + "=" + value).exec(stream);
        try {
            stream.started().get(quick().toMillis(), TimeUnit.MILLISECONDS);
            return stream;
        } catch (TimeoutException e) {
            stream.close();
            throw EngineException.uncertain("events on " + name + " were not answered in time", e);
        } catch (InterruptedException e) {
            stream.close();
            Thread.currentThread().interrupt();
            throw EngineException.uncertain("events on " + name + " were interrupted", e);
        } catch (ExecutionException e) {
            throw calls.failure("events", e.getCause());
        }
    }

    @Override
    public void close() {
        calls.close();
        closeQuietly(streams);
        Thread last = new Thread(this::closeAfterLastCall, "docker-close");
        last.setDaemon(true);
        last.start();
    }

    private void closeAfterLastCall() {
        try {
            if (!calls.awaitIdle(LAST_CALLS)) {
                LOG.warn("Calls of {} were still not answered {} min after it was let go of", name, LAST_CALLS.toMinutes());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeQuietly(client);
    }

    private void closeQuietly(DockerClient what) {
        try {
            what.close();
        } catch (IOException e) {
            LOG.debug("A client of {} did not close cleanly", name, e);
        }
    }
}
