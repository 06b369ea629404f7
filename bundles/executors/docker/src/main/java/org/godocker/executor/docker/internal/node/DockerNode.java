package org.godocker.executor.docker.internal.node;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.executor.docker.internal.config.Endpoint;
import org.godocker.executor.docker.internal.config.ExecutorSettings;
import org.godocker.executor.docker.internal.config.NodeSettings;
import org.godocker.executor.docker.internal.engine.ContainerSummary;
import org.godocker.executor.docker.internal.engine.ContainerView;
import org.godocker.executor.docker.internal.engine.Engine;
import org.godocker.executor.docker.internal.engine.EngineConnector;
import org.godocker.executor.docker.internal.engine.EngineEvent;
import org.godocker.executor.docker.internal.engine.EngineException;
import org.godocker.executor.docker.internal.usage.CgroupFiles;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ExecutorContext;
import org.godocker.spi.executor.ExecutorException;
import org.godocker.spi.executor.ExecutorListener;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.spi.executor.LaunchResult;
import org.godocker.spi.executor.Node;
import org.godocker.spi.executor.Observation;
import org.godocker.spi.executor.ObservedRun;
import org.godocker.spi.executor.Run;

/** One Docker Engine as a node: what the executor does, done on this engine. Safe for use by many threads. */
public final class DockerNode {

    private static final int UNCERTAIN_KEPT = 1000;

    private final String name;
    private final ContainerNames names;
    private final ExecutorListener listener;
    private final Ledger ledger;
    private final Containers containers;
    private final Launches launches = new Launches();
    private final NodeMonitor monitor;
    private final UsageSampler sampler;
    private final KillProcedure kills;
    private final EndReports ends;
    private final NodeTools tools;
    private final Set<AttemptId> uncertain = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<AttemptId, Boolean> eldest) {
            return size() > UNCERTAIN_KEPT;
        }
    }));
    private volatile NodeSettings node;

    /** Does nothing yet, see {@link #open}. */
    public DockerNode(NodeSettings node, Supplier<ExecutorSettings> settings, EngineConnector connector, ExecutorContext context,
            Workers workers, CgroupFiles files, Clock clock) {
        this.node = node;
        this.name = node.name();
        this.names = new ContainerNames(context.serverId());
        this.listener = context.listener();
        this.ledger = new Ledger(names);
        this.containers = new Containers(names, ledger);
        this.monitor = new NodeMonitor(name, () -> this.node.endpoint(), settings, connector, names, ledger, listener, this::onEvent);
        this.sampler = new UsageSampler(ledger, workers, files, () -> this.node.endpoint().filter(Endpoint::local).isPresent(),
                monitor::connection, () -> settings.get().usageInterval());
        this.kills = new KillProcedure(workers, monitor::connection);
        this.ends = new EndReports(name, names, ledger, workers, listener);
        this.tools = new NodeTools(name, names, settings, ledger, new ImagePulls(), new Programs(), new Troubles(), ends, clock,
                Unstarted::patience);
    }

    /** Begins to connect; waits for nothing. */
    public void open() {
        monitor.open();
        sampler.open();
    }

    /** Lets go of the engine; containers go on. */
    public void close() {
        sampler.close();
        monitor.close();
    }

    public NodeSettings settings() {
        return node;
    }

    /** Takes new settings of the same name into use. */
    public void update(NodeSettings next) {
        boolean elsewhere = !next.endpoint().equals(node.endpoint());
        node = next;
        if (elsewhere) {
            monitor.reconnect("its endpoint has been changed");
        }
    }

    /** What the engine may give out; see {@link Capacity}. */
    public Node describe() {
        Capacity capacity = Capacity.of(node, monitor.lastInfo());
        boolean available = monitor.connection().isPresent();
        return new Node(name, available, available ? "" : monitor.problem(), capacity.cpuMillis(), capacity.memoryBytes(), node.labels());
    }

    private void onEvent(Engine engine, EngineEvent event) {
        Optional<Trace> noted = ledger.note(event);
        if (noted.isEmpty()) {
            return;
        }
        Trace trace = noted.get();
        switch (event.action()) {
            case "start" -> {
                sampler.begin(trace.id());
                if (!launches.contains(trace.attempt())) {
                    listener.started(run(trace.attempt(), trace.id()), event.time());
                }
            }
            case "die" -> {
                ends.look(engine, trace.id(), kills.forget(trace.id()));
            }
            case "destroy" -> {
                kills.forget(trace.id());
                if (trace.ran() && trace.died().isEmpty()) {
                    listener.resynchronise();
                }
            }
            default -> {
                // Nothing else changes how an attempt stands.
            }
        }
    }

    private Run run(AttemptId attempt, String container) {
        return new Run(attempt, name, Optional.of(Observations.handle(container)));
    }

    public LaunchResult launch(LaunchRequest request) throws ExecutorException {
        AttemptId attempt = request.attempt();
        Launches.Launching launching;
        try {
            launching = launches.enter(attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutorException("Interrupted while another launch of " + attempt + " is under way", e);
        }
        try {
            boolean repeated = uncertain.contains(attempt);
            Optional<Connection> connection = monitor.connection();
            if (connection.isEmpty()) {
                if (repeated) {
                    throw notAvailable();
                }
                return new LaunchResult.Postponed(Reason.of(ReasonCode.EXECUTOR_UNREACHABLE, "Node " + name + " is not available: " + monitor.problem()));
            }
            LaunchResult result = new LaunchProcedure(tools, connection.get(), request, launching, repeated).run();
            uncertain.remove(attempt);
            return result;
        } catch (ExecutorException e) {
            uncertain.add(attempt);
            throw e;
        } finally {
            launches.leave(attempt);
        }
    }

    public void kill(Run run, Duration grace) throws ExecutorException {
        launches.callOff(run.attempt());
        order("end", run, (engine, view) -> kills.kill(engine, view, grace));
    }

    public void release(Run run) throws ExecutorException {
        launches.callOff(run.attempt());
        Engine engine = engine();
        try {
            Optional<String> id = containers.verified(engine, run);
            if (id.isPresent()) {
                engine.remove(id.get(), true);
                ledger.forget(id.get());
            }
        } catch (EngineException e) {
            boolean goneOrGoing = e.answered(404) || e.answered(409) && e.getMessage().contains("already in progress");
            if (!goneOrGoing) {
                throw failed("remove", run, e);
            }
        }
    }

    public void suspend(Run run) throws ExecutorException {
        freeze(run, true);
    }

    public void resume(Run run) throws ExecutorException {
        freeze(run, false);
    }

    private void freeze(Run run, boolean frozen) throws ExecutorException {
        String what = frozen ? "freeze" : "thaw";
        boolean there = order(what, run, (engine, view) -> {
            if (!view.running()) {
                throw EngineException.answered(409, "it is not running", null);
            }
            if (view.paused() != frozen) {
                if (frozen) {
                    engine.pause(view.id());
                } else {
                    engine.unpause(view.id());
                }
            }
        });
        if (!there) {
            throw new ExecutorException("Node " + name + " cannot " + what + " attempt " + run.attempt() + ": it has no container of it");
        }
    }

    public Observation observe(Run run) {
        Optional<Connection> connection = monitor.connection();
        if (connection.isEmpty()) {
            return new Observation.Unknown("Node " + name + " is not available: " + monitor.problem());
        }
        try {
            return containers.locate(connection.get().engine(), run).map(view -> Observations.of(view, ledger.find(view.id())))
                    .orElseGet(Observation.Absent::new);
        } catch (EngineException e) {
            return new Observation.Unknown("Node " + name + " does not answer: " + e.getMessage());
        }
    }

    /** All containers of this server on this engine. */
    public List<ObservedRun> recover() throws ExecutorException {
        Engine engine = engine();
        List<ObservedRun> found = new ArrayList<>();
        try {
            for (ContainerSummary container : engine.list(ContainerNames.SERVER, names.serverId())) {
                Optional<AttemptId> attempt = names.attempt(container.labels());
                if (attempt.isPresent()) {
                    observe(engine, container, attempt.get()).ifPresent(found::add);
                }
            }
        } catch (EngineException e) {
            throw new ExecutorException("Node " + name + " does not tell its containers: " + e.getMessage(), e);
        }
        return found;
    }

    private Optional<ObservedRun> observe(Engine engine, ContainerSummary container, AttemptId attempt) throws EngineException {
        Run run = run(attempt, container.id());
        Optional<Trace> trace = ledger.find(container.id());
        Optional<Instant> started = trace.flatMap(Trace::started);
        if (container.state().equals("running") && started.isPresent()) {
            return Optional.of(new ObservedRun(run, new Observation.Running(Observations.handle(container.id()), started.get()), container.created()));
        }
        return engine.inspect(container.id()).map(view -> new ObservedRun(run, Observations.of(view, trace), view.created()));
    }

    private interface Order {
        void give(Engine engine, ContainerView view) throws EngineException;
    }

    /** @return false when there is no container of the attempt */
    private boolean order(String what, Run run, Order order) throws ExecutorException {
        Engine engine = engine();
        try {
            Optional<ContainerView> view = containers.locate(engine, run);
            if (view.isPresent()) {
                order.give(engine, view.get());
            }
            return view.isPresent();
        } catch (EngineException e) {
            throw failed(what, run, e);
        }
    }

    private Engine engine() throws ExecutorException {
        return monitor.connection().orElseThrow(this::notAvailable).engine();
    }

    private ExecutorException notAvailable() {
        return new ExecutorException("Node " + name + " is not available: " + monitor.problem());
    }

    private ExecutorException failed(String what, Run run, EngineException e) {
        return new ExecutorException("Node " + name + " did not " + what + " attempt " + run.attempt() + ": " + e.getMessage(), e);
    }
}
