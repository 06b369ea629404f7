package org.godocker.testkit.scripted;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ExecutorListener;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.spi.executor.Node;
import org.godocker.spi.executor.Observation;
import org.godocker.spi.executor.RunOutcome;

/**
 * The machines and pretended containers behind {@link ScriptedExecutor}s. It outlives them: a new executor on the same
 * world is a restarted server whose containers went on. All times come from the clock and scheduler it is given, so it
 * runs on virtual time as well as on real time. Safe for use by several threads; reports are made on the scheduler's.
 */
public final class ScriptedWorld {

    final Clock clock;
    private final ScheduledExecutorService scheduler;
    private final LaunchLedger ledger;

    private final NodeTable nodes = new NodeTable();
    private final Map<ScriptedContainer.Key, ScriptedContainer> containers = new LinkedHashMap<>();
    private final List<ScriptedExecutor> executors = new CopyOnWriteArrayList<>();
    private Function<LaunchRequest, Optional<ScriptedBehaviour>> director = request -> Optional.empty();
    private ScriptedBehaviour defaults = ScriptedBehaviour.DEFAULT;
    private boolean muted;

    /** A world that remembers every start, for tests. */
    public ScriptedWorld(Clock clock, ScheduledExecutorService scheduler) {
        this(clock, scheduler, true);
    }

    /** @param countsStarts whether to remember how often each attempt was started; never forgotten, so not for servers */
    public ScriptedWorld(Clock clock, ScheduledExecutorService scheduler, boolean countsStarts) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
        this.ledger = new LaunchLedger(countsStarts);
    }

    // -- machines

    /** Adds a node, or replaces the one of that name. */
    public ScriptedWorld node(String name, long cpuMillis, long memoryBytes) {
        return node(new Node(name, true, "", cpuMillis, memoryBytes, Map.of()));
    }

    /** Adds a node, or replaces the one of that name. */
    public ScriptedWorld node(Node node) {
        nodes.put(node);
        tellAll(ExecutorListener::nodesChanged);
        return this;
    }

    /** Replaces all nodes. Containers on nodes that are gone are out of reach until the node is back. */
    public void nodes(List<Node> all) {
        nodes.replaceAll(all);
        tellAll(ExecutorListener::nodesChanged);
    }

    /** From now on the node does not answer. Its containers go on; what ends on it is not reported. */
    public void unreachable(String name) {
        nodes.available(name, false, "The node does not answer");
        tellAll(ExecutorListener::nodesChanged);
    }

    /** The node answers again; executors ask for a comparison of everything. */
    public void reachable(String name) {
        nodes.available(name, true, "");
        tellAll(ExecutorListener::nodesChanged);
        tellAll(ExecutorListener::resynchronise);
    }

    List<Node> nodes() {
        return nodes.all();
    }

    boolean answers(String name) {
        return nodes.answers(name);
    }

    // -- direction

    /** What containers do that nobody says anything about. */
    public synchronized void behaveByDefault(ScriptedBehaviour behaviour) {
        defaults = behaviour;
    }

    /** Decides for each launch; where it answers empty, the job's {@link ScriptVariables} decide. */
    public synchronized void direct(Function<LaunchRequest, Optional<ScriptedBehaviour>> newDirector) {
        director = newDirector;
    }

    /** From now on no report reaches anyone, until it is called with false. Lost ones stay lost. */
    public synchronized void mute(boolean mute) {
        muted = mute;
    }

    /** Executors ask for a comparison of everything. */
    public void resynchronise() {
        tellAll(ExecutorListener::resynchronise);
    }

    /** Reports every end again that has not been released. */
    public void repeatReports() {
        List<ScriptedContainer> ended;
        synchronized (this) {
            ended = containers.values().stream().filter(c -> c.outcome() != null).toList();
        }
        ended.forEach(c -> tell(c, listener -> listener.ended(c.run(), c.outcome())));
    }

    /** Ends a running container now. */
    public void finish(AttemptId attempt, int exitCode) {
        each(attempt, ScriptedContainer::runs).forEach(c -> end(c, exitCode, false));
    }

    /** Somebody removes a container past the system: nothing is reported, it is just gone. */
    public synchronized void vanish(AttemptId attempt) {
        each(attempt, c -> true).forEach(this::remove);
    }

    // -- what came of it

    /** How often an attempt's container was started, over all time. */
    public int starts(AttemptId attempt) {
        return ledger.starts(attempt);
    }

    /** Every attempt that was ever started, with how often. */
    public Map<AttemptId, Integer> starts() {
        return ledger.starts();
    }

    /** Attempts whose containers run or are frozen now. */
    public synchronized List<AttemptId> running() {
        return containers.values().stream().filter(ScriptedContainer::runs).map(c -> c.key.attempt()).toList();
    }

    /** Attempts whose containers exist in any state. */
    public synchronized List<AttemptId> present() {
        return containers.values().stream().map(c -> c.key.attempt()).toList();
    }

    // -- for executors

    void attach(ScriptedExecutor executor) {
        executors.add(executor);
    }

    void detach(ScriptedExecutor executor) {
        executors.remove(executor);
    }

    /** @throws IllegalArgumentException when the job's variables are malformed */
    synchronized ScriptedBehaviour behaviourFor(LaunchRequest request) {
        return director.apply(request).orElseGet(() -> ScriptVariables.read(request.env(), defaults));
    }

    LaunchLedger ledger() {
        return ledger;
    }

    synchronized Optional<ScriptedContainer> find(ScriptedContainer.Key key) {
        return Optional.ofNullable(containers.get(key));
    }

    synchronized List<ScriptedContainer> of(String serverId) {
        return containers.values().stream().filter(c -> c.key.serverId().equals(serverId)).toList();
    }

    synchronized Observation look(ScriptedContainer container) {
        return container.observation();
    }

    synchronized ScriptedContainer create(ScriptedContainer.Key key, String node, ScriptedBehaviour behaviour) {
        return containers.computeIfAbsent(key, k -> new ScriptedContainer(k, node, behaviour, clock.instant()));
    }

    /** Starts a container unless it was started before, or is gone. */
    synchronized void start(ScriptedContainer container) {
        if (container.wasStarted() || containers.get(container.key) != container) {
            return;
        }
        container.start(clock.instant());
        ledger.started(container.key.attempt());
        if (container.behaviour.reports() != ScriptedBehaviour.Reports.NORMAL) {
            report(container, listener -> listener.started(container.run(), container.started()));
        }
        if (container.behaviour.resynchronise()) {
            scheduler.execute(() -> tell(container, ExecutorListener::resynchronise));
        }
        letRun(container);
    }

    private void letRun(ScriptedContainer container) {
        ScriptedBehaviour b = container.behaviour;
        container.runsFor(clock.instant()).ifPresent(left ->
                endLater(container, left, b.outOfMemory() ? 137 : b.exitCode(), b.outOfMemory()));
    }

    private void endLater(ScriptedContainer container, Duration delay, int exitCode, boolean outOfMemory) {
        container.endBy(scheduler.schedule(() -> end(container, exitCode, outOfMemory), delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    synchronized void kill(ScriptedContainer container, Duration grace) {
        if (!container.wasStarted()) {
            remove(container);
        } else if (container.runs()) {
            boolean deaf = container.behaviour.ignoresTerm() || container.isFrozen();
            Duration wait = deaf && !grace.isNegative() ? grace : Duration.ZERO;
            // A repeated kill does not give it more time, and it may end by itself before the grace period is over.
            if (container.endsSoonerThan(wait, clock.instant())) {
                return;
            }
            container.endsIn(wait, clock.instant());
            endLater(container, wait, deaf || grace.isZero() ? 137 : 143, false);
        }
    }

    synchronized void suspend(ScriptedContainer container) {
        if (container.runs() && !container.isFrozen()) {
            container.freeze(clock.instant());
        }
    }

    synchronized void resume(ScriptedContainer container) {
        if (container.runs() && container.isFrozen()) {
            container.thaw();
            letRun(container);
        }
    }

    synchronized void remove(ScriptedContainer container) {
        container.stopTimer();
        containers.remove(container.key, container);
    }

    private void end(ScriptedContainer container, int exitCode, boolean outOfMemory) {
        RunOutcome outcome;
        synchronized (this) {
            if (!container.runs() || containers.get(container.key) != container) {
                return;
            }
            container.end(exitCode, outOfMemory, clock.instant());
            outcome = container.outcome();
            if (container.behaviour.reports() != ScriptedBehaviour.Reports.NORMAL) {
                report(container, listener -> listener.ended(container.run(), outcome));
                return;
            }
        }
        tell(container, listener -> listener.ended(container.run(), outcome));
    }

    private void report(ScriptedContainer container, Consumer<ExecutorListener> report) {
        Runnable tell = () -> tell(container, report);
        switch (container.behaviour.reports()) {
            case NORMAL -> scheduler.execute(tell);
            case LOST -> { }
            case TWICE -> {
                scheduler.execute(tell);
                scheduler.execute(tell);
            }
            case LATE -> scheduler.schedule(tell, container.behaviour.lateBy().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Tells the executors of a container's server, if its node answers. Never called with the world's lock held. */
    private void tell(ScriptedContainer container, Consumer<ExecutorListener> report) {
        if (!answers(container.node) || isMuted()) {
            return;
        }
        executors.stream().filter(e -> e.serves(container.key.serverId())).forEach(e -> e.report(report));
    }

    private void tellAll(Consumer<ExecutorListener> report) {
        if (!isMuted()) {
            executors.forEach(executor -> scheduler.execute(() -> executor.report(report)));
        }
    }

    private synchronized boolean isMuted() {
        return muted;
    }

    private synchronized List<ScriptedContainer> each(AttemptId attempt, Predicate<ScriptedContainer> condition) {
        return new ArrayList<>(containers.values()).stream()
                .filter(c -> c.key.attempt().equals(attempt) && condition.test(c)).toList();
    }
}
