package org.godocker.testkit.scripted;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ExecutorCapabilities;
import org.godocker.spi.executor.ExecutorContext;
import org.godocker.spi.executor.ExecutorException;
import org.godocker.spi.executor.ExecutorListener;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.spi.executor.LaunchResult;
import org.godocker.spi.executor.Node;
import org.godocker.spi.executor.Observation;
import org.godocker.spi.executor.ObservedRun;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.SuspendableExecutor;

/**
 * An executor whose containers are pretended: each does what its job's {@link ScriptVariables}, or the test that
 * directs the {@link ScriptedWorld}, say. It keeps the whole contract of executors, faults included that a real one
 * would show, and costs a few microseconds a job and no thread.
 */
public final class ScriptedExecutor implements SuspendableExecutor {

    private final String name;
    private final ScriptedWorld world;
    private final Object reporting = new Object();
    private volatile ExecutorCapabilities capabilities;
    private volatile ExecutorContext context;
    private volatile Consumer<String> beforeCall = call -> { };

    /** One named {@code scripted} that takes 8 launches at once. */
    public ScriptedExecutor(ScriptedWorld world) {
        this("scripted", world, new ExecutorCapabilities(ExecutorCapabilities.PlacementRule.PACK, 8));
    }

    public ScriptedExecutor(String name, ScriptedWorld world, ExecutorCapabilities capabilities) {
        this.name = Objects.requireNonNull(name, "name");
        this.world = Objects.requireNonNull(world, "world");
        this.capabilities = Objects.requireNonNull(capabilities, "capabilities");
    }

    /**
     * A hook called on the calling thread before each call is carried out, with the name of the method. It may wait, or
     * throw a runtime exception, as a plugin with a fault would.
     */
    public void beforeEachCall(Consumer<String> hook) {
        beforeCall = Objects.requireNonNull(hook, "hook");
    }

    /** Takes effect when the engine asks the next time. */
    public void capabilities(ExecutorCapabilities newCapabilities) {
        capabilities = Objects.requireNonNull(newCapabilities, "newCapabilities");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ExecutorCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public void open(ExecutorContext newContext) {
        beforeCall.accept("open");
        context = newContext;
        world.attach(this);
    }

    @Override
    public void close() {
        beforeCall.accept("close");
        world.detach(this);
        synchronized (reporting) {
            context = null;
        }
    }

    @Override
    public List<Node> nodes() {
        beforeCall.accept("nodes");
        return world.nodes();
    }

    @Override
    public LaunchResult launch(LaunchRequest request) throws ExecutorException {
        beforeCall.accept("launch");
        ScriptedContainer.Key key = key(request.attempt());
        if (!world.answers(request.node())) {
            return new LaunchResult.Postponed(Reason.of(ReasonCode.EXECUTOR_UNREACHABLE, "Node " + request.node() + " does not answer"));
        }
        ScriptedContainer present = world.find(key).orElse(null);
        if (present != null && present.wasStarted()) {
            return launched(present);
        }
        ScriptedBehaviour behaviour;
        try {
            behaviour = world.behaviourFor(request);
        } catch (IllegalArgumentException e) {
            return new LaunchResult.Refused(Reason.of(ReasonCode.LAUNCH_FAILED, e.getMessage()));
        }
        return world.ledger().spoil(request.attempt().job(), behaviour) ? spoilt(key, request, behaviour) : started(key, request, behaviour);
    }

    private LaunchResult started(ScriptedContainer.Key key, LaunchRequest request, ScriptedBehaviour behaviour)
            throws ExecutorException {
        ScriptedContainer container = world.create(key, request.node(), behaviour);
        world.start(container);
        if (!container.wasStarted()) {
            throw new ExecutorException("the container was removed before it could be started");
        }
        return launched(container);
    }

    private static LaunchResult launched(ScriptedContainer container) {
        return new LaunchResult.Launched(container.handle(), container.started());
    }

    private LaunchResult spoilt(ScriptedContainer.Key key, LaunchRequest request, ScriptedBehaviour behaviour)
            throws ExecutorException {
        return switch (behaviour.launch()) {
            case START -> throw new IllegalStateException("an ordinary launch is not spoilt");
            case REFUSE -> new LaunchResult.Refused(Reason.of(ReasonCode.LAUNCH_FAILED, "Refused as the script says"));
            case IMAGE_NOT_FOUND -> new LaunchResult.Refused(
                    Reason.of(ReasonCode.IMAGE_NOT_FOUND, "No image " + request.image() + ", as the script says"));
            case POSTPONE -> new LaunchResult.Postponed(Reason.of(ReasonCode.START_POSTPONED, "Postponed as the script says"));
            case FAIL_BEFORE_CREATE -> throw new ExecutorException("failed before the container was made, as the script says");
            case FAIL_BEFORE_START -> {
                world.create(key, request.node(), behaviour);
                throw new ExecutorException("failed before the container was started, as the script says");
            }
            case FAIL_AFTER_START -> {
                started(key, request, behaviour);
                throw new ExecutorException("failed after the container was started, as the script says");
            }
            case HANG -> throw hang();
        };
    }

    private static ExecutorException hang() {
        try {
            new CountDownLatch(1).await();
            throw new IllegalStateException("nobody opens this latch");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ExecutorException("the launch was interrupted", e);
        }
    }

    @Override
    public void kill(Run run, Duration grace) throws ExecutorException {
        ScriptedContainer container = reach("kill", run);
        if (container != null) {
            world.kill(container, grace);
        }
    }

    @Override
    public Observation observe(Run run) {
        beforeCall.accept("observe");
        ScriptedContainer container = world.find(key(run.attempt())).orElse(null);
        if (!world.answers(container == null ? run.node() : container.node)) {
            return new Observation.Unknown("Node " + run.node() + " does not answer");
        }
        return container == null ? new Observation.Absent() : world.look(container);
    }

    @Override
    public List<ObservedRun> recover() throws ExecutorException {
        beforeCall.accept("recover");
        if (world.nodes().stream().noneMatch(Node::available)) {
            throw new ExecutorException("no node answers");
        }
        return world.of(serverId()).stream().filter(c -> world.answers(c.node))
                .map(c -> new ObservedRun(c.run(), world.look(c), c.created)).toList();
    }

    @Override
    public void release(Run run) throws ExecutorException {
        ScriptedContainer container = reach("release", run);
        if (container != null) {
            world.remove(container);
        }
    }

    @Override
    public void suspend(Run run) throws ExecutorException {
        ScriptedContainer container = reach("suspend", run);
        if (container != null) {
            world.suspend(container);
        }
    }

    @Override
    public void resume(Run run) throws ExecutorException {
        ScriptedContainer container = reach("resume", run);
        if (container != null) {
            world.resume(container);
        }
    }

    private ScriptedContainer reach(String call, Run run) throws ExecutorException {
        beforeCall.accept(call);
        if (!world.answers(run.node())) {
            throw new ExecutorException("node " + run.node() + " does not answer");
        }
        return world.find(key(run.attempt())).orElse(null);
    }

    private ScriptedContainer.Key key(AttemptId attempt) {
        return new ScriptedContainer.Key(serverId(), attempt);
    }

    private String serverId() {
        ExecutorContext open = context;
        if (open == null) {
            throw new IllegalStateException("executor " + name + " is not open");
        }
        return open.serverId();
    }

    boolean serves(String serverId) {
        ExecutorContext open = context;
        return open != null && open.serverId().equals(serverId);
    }

    void report(Consumer<ExecutorListener> report) {
        synchronized (reporting) {
            ExecutorContext open = context;
            if (open != null) {
                report.accept(open.listener());
            }
        }
    }
}
