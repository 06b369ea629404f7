package org.godocker.executor.docker.internal.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.godocker.api.job.ResourceUsage;
import org.godocker.executor.docker.internal.engine.ContainerSpec;
import org.godocker.executor.docker.internal.engine.ContainerSummary;
import org.godocker.executor.docker.internal.engine.ContainerView;
import org.godocker.executor.docker.internal.engine.Engine;
import org.godocker.executor.docker.internal.engine.EngineEvent;
import org.godocker.executor.docker.internal.engine.EngineException;
import org.godocker.executor.docker.internal.engine.EngineInfo;

/** An engine in memory that can be told to fail. Containers run until they are ended. */
final class FakeEngine implements Engine {

    /** Thrown, or done, before the call has its effect. */
    interface Hook {
        void call(String ref) throws EngineException;
    }

    private static final class Made {
        private final String id;
        private final String name;
        private final Map<String, String> labels;
        private Instant started;
        private boolean running;
        private int exitCode;

        Made(String id, String name, Map<String, String> labels) {
            this.id = id;
            this.name = name;
            this.labels = labels;
        }
    }

    static final Instant NOW = Instant.parse("2030-01-02T03:04:05Z");

    final List<String> calls = new ArrayList<>();
    final Map<String, List<Hook>> hooks = new HashMap<>();
    final List<String> images = new ArrayList<>(List.of("here:1"));
    final List<String> pullable = new ArrayList<>();
    private final Map<String, Made> containers = new LinkedHashMap<>();
    private final Ledger ledger;
    private int count;
    int starts;

    /** @param ledger where events go at once */
    FakeEngine(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The next call of this kind meets this; several are met in turn. */
    void next(String call, Hook hook) {
        hooks.computeIfAbsent(call, c -> new ArrayList<>()).add(hook);
    }

    private void enter(String call, String ref) throws EngineException {
        calls.add(call);
        List<Hook> waiting = hooks.getOrDefault(call, List.of());
        if (!waiting.isEmpty()) {
            waiting.remove(0).call(ref);
        }
    }

    private void emit(Made container, String action, Map<String, String> more) {
        Map<String, String> attributes = new HashMap<>(container.labels);
        attributes.put("name", container.name);
        attributes.putAll(more);
        ledger.note(new EngineEvent(container.id, action, attributes, NOW));
    }

    private Optional<Made> find(String ref) {
        return containers.values().stream().filter(c -> c.id.equals(ref) || c.name.equals(ref)).findFirst();
    }

    private Made get(String ref) throws EngineException {
        return find(ref).orElseThrow(() -> EngineException.answered(404, "No such container: " + ref, null));
    }

    String putCreated(String name, Map<String, String> labels) {
        String id = String.format("%064x", ++count);
        Made made = new Made(id, name, labels);
        containers.put(id, made);
        emit(made, "create", Map.of());
        return id;
    }

    void startNow(String ref) throws EngineException {
        Made container = get(ref);
        if (!container.running) {
            container.running = true;
            container.started = NOW;
            starts++;
            emit(container, "start", Map.of());
        }
    }

    void endNow(String ref, int code) throws EngineException {
        Made container = get(ref);
        container.running = false;
        container.exitCode = code;
        emit(container, "die", Map.of("exitCode", Integer.toString(code)));
    }

    int size() {
        return containers.size();
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("fake", 4000, 8L << 30, NOW);
    }

    @Override
    public void ping() {
        calls.add("ping");
    }

    @Override
    public String create(ContainerSpec spec) throws EngineException {
        enter("create", spec.name());
        if (!images.contains(spec.image())) {
            throw EngineException.answered(404, "No such image: " + spec.image(), null);
        }
        if (find(spec.name()).isPresent()) {
            throw EngineException.answered(409, "Conflict. The container name is already in use", null);
        }
        return putCreated(spec.name(), spec.labels());
    }

    @Override
    public boolean hasProgram(String id, String path) {
        return !path.equals("/missing");
    }

    @Override
    public void start(String id) throws EngineException {
        enter("start", id);
        startNow(id);
    }

    @Override
    public Optional<ContainerView> inspect(String ref) throws EngineException {
        enter("inspect", ref);
        return find(ref).map(c -> new ContainerView(c.id, c.labels, c.running, false, NOW, Optional.ofNullable(c.started),
                c.started != null && !c.running ? Optional.of(NOW) : Optional.empty(), c.exitCode, false));
    }

    @Override
    public void remove(String id, boolean force) throws EngineException {
        enter("remove", id);
        Made container = get(id);
        if (container.running && !force) {
            throw EngineException.answered(409, "You cannot remove a running container", null);
        }
        containers.remove(container.id);
        emit(container, "destroy", Map.of());
    }

    @Override
    public void signal(String id, String signal) throws EngineException {
        enter("signal", id);
        calls.add(signal);
        if (signal.equals("SIGKILL")) {
            endNow(id, 137);
        }
    }

    @Override
    public void pause(String id) {
        calls.add("pause");
    }

    @Override
    public void unpause(String id) {
        calls.add("unpause");
    }

    @Override
    public List<ContainerSummary> list(String label, String value) {
        return containers.values().stream().filter(c -> value.equals(c.labels.get(label)))
                .map(c -> new ContainerSummary(c.id, c.labels, c.running ? "running" : "exited", NOW)).toList();
    }

    @Override
    public ResourceUsage usage(String id) {
        return new ResourceUsage(1, 1);
    }

    @Override
    public CompletableFuture<Void> pull(String image, Duration timeout) {
        calls.add("pull");
        if (pullable.contains(image)) {
            images.add(image);
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.failedFuture(EngineException.answered(404, "pull access denied", null));
    }

    @Override
    public AutoCloseable listen(String label, String value, Instant since, Consumer<EngineEvent> onEvent, Consumer<String> onEnd) {
        return () -> calls.add("unlisten");
    }

    @Override
    public void close() {
        calls.add("close");
    }
}
