package org.godocker.executor.docker.internal.node;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.godocker.executor.docker.internal.config.Endpoint;
import org.godocker.executor.docker.internal.config.ExecutorSettings;
import org.godocker.executor.docker.internal.engine.ContainerSummary;
import org.godocker.executor.docker.internal.engine.Engine;
import org.godocker.executor.docker.internal.engine.EngineConnector;
import org.godocker.executor.docker.internal.engine.EngineEvent;
import org.godocker.executor.docker.internal.engine.EngineException;
import org.godocker.executor.docker.internal.engine.EngineInfo;
import org.godocker.spi.executor.ExecutorListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one engine connected. A connection is only given out while the engine's events are being listened to, so nothing
 * that is started through it can end unseen.
 */
final class NodeMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(NodeMonitor.class);
    private static final int MISSED_HEARTBEATS = 2;
    private static final Duration STABLE = Duration.ofSeconds(5);
    private static final Duration JOIN = Duration.ofSeconds(5);

    private final String node;
    private final Supplier<Optional<Endpoint>> endpoint;
    private final Supplier<ExecutorSettings> settings;
    private final EngineConnector connector;
    private final ContainerNames names;
    private final Ledger ledger;
    private final ExecutorListener listener;
    private final BiConsumer<Engine, EngineEvent> onEvent;
    private final Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
    private final Thread thread;

    private volatile Connection connection;
    private volatile EngineInfo lastInfo;
    private volatile String problem = "not connected yet";
    private volatile boolean closed;
    private String wakeUp;

    NodeMonitor(String node, Supplier<Optional<Endpoint>> endpoint, Supplier<ExecutorSettings> settings, EngineConnector connector,
            ContainerNames names, Ledger ledger, ExecutorListener listener, BiConsumer<Engine, EngineEvent> onEvent) {
        this.node = node;
        this.endpoint = endpoint;
        this.settings = settings;
        this.connector = connector;
        this.names = names;
        this.ledger = ledger;
        this.listener = listener;
        this.onEvent = onEvent;
        this.thread = new Thread(this::run, "docker-node-" + node);
        thread.setDaemon(true);
    }

    void open() {
        thread.start();
    }

    /** Ends the connection; waits a moment for the thread. */
    void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(JOIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Optional<Connection> connection() {
        return Optional.ofNullable(connection);
    }

    /** What the engine said of its machine last; empty when it never answered. */
    Optional<EngineInfo> lastInfo() {
        return Optional.ofNullable(lastInfo);
    }

    /** Why there is no connection. */
    String problem() {
        return problem;
    }

    /** Connects anew, for example because the endpoint has changed. */
    void reconnect(String reason) {
        wake(reason);
    }

    private synchronized void wake(String reason) {
        if (wakeUp == null) {
            wakeUp = reason;
        }
        notifyAll();
    }

    /** @return why it was woken; empty when the time was up */
    private synchronized Optional<String> sleep(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (wakeUp == null) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left / 1_000_000 + 1);
        }
        String reason = wakeUp;
        wakeUp = null;
        return Optional.of(reason);
    }

    private void run() {
        try {
            while (!closed) {
                Instant begin = Instant.now();
                once();
                if (Duration.between(begin, Instant.now()).compareTo(STABLE) > 0) {
                    backoff.reset();
                }
                sleep(backoff.next());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() throws InterruptedException {
        try {
            Optional<Endpoint> where = endpoint.get();
            if (where.isEmpty()) {
                lost("its endpoint is not configured as it must be, see the configuration problems of the executor");
                sleep(Duration.ofDays(1));
                return;
            }
            Engine engine = connector.connect(where.get(), settings.get().callTimeout());
            try {
                lost(serve(engine, where.get()));
            } finally {
                connection = null;
                engine.close();
            }
        } catch (EngineException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            LOG.debug("Node {} could not be connected", node, e);
            lost(e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Node {} could not be connected", node, e);
            lost(String.valueOf(e.getMessage()));
        }
    }

    private void lost(String reason) {
        boolean news = !reason.equals(problem);
        problem = reason;
        connection = null;
        if (news && !closed) {
            LOG.info("Node {} is not available: {}", node, reason);
            listener.nodesChanged();
        }
    }

    /** @return why the connection ended */
    private String serve(Engine engine, Endpoint where) throws EngineException, InterruptedException {
        EngineInfo info = engine.info();
        Instant since = ledger.lastEvent().isAfter(Instant.EPOCH) ? ledger.lastEvent() : info.time();
        synchronized (this) {
            wakeUp = null;
        }
        AutoCloseable stream = engine.listen(ContainerNames.SERVER, names.serverId(), since, event -> onEvent.accept(engine, event), this::wake);
        try {
            takeStock(engine);
            lastInfo = info;
            connection = new Connection(engine, info);
            problem = "it has just been connected";
            LOG.info("Node {} is available: Docker Engine {} at {}", node, info.version(), where);
            listener.nodesChanged();
            listener.resynchronise();
            return untilEnd(engine);
        } finally {
            close(stream);
        }
    }

    private void close(AutoCloseable stream) {
        try {
            stream.close();
        } catch (Exception e) {
            LOG.debug("The event stream of node {} did not close cleanly", node, e);
        }
    }

    /** Learns which containers run; those thought to run that do not have ended unseen, which the engine will find out. */
    private void takeStock(Engine engine) throws EngineException {
        Set<String> thought = new HashSet<>();
        ledger.live().forEach(trace -> thought.add(trace.id()));
        for (ContainerSummary container : engine.list(ContainerNames.SERVER, names.serverId())) {
            if (container.live()) {
                thought.remove(container.id());
                names.attempt(container.labels()).ifPresent(attempt -> ledger.noteRunning(container.id(), attempt));
            }
        }
        thought.forEach(ledger::forget);
    }

    private String untilEnd(Engine engine) throws InterruptedException {
        int missed = 0;
        while (true) {
            Optional<String> reason = sleep(settings.get().heartbeat());
            if (reason.isPresent()) {
                return reason.get();
            }
            try {
                engine.ping();
                missed = 0;
            } catch (EngineException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LOG.debug("Node {} gave no sign of life", node, e);
                if (++missed >= MISSED_HEARTBEATS) {
                    return "it gives no sign of life: " + e.getMessage();
                }
            }
        }
    }
}
