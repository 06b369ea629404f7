package org.godocker.testkit.scripted;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ExecutorHandle;
import org.godocker.spi.executor.Observation;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.RunOutcome;

/** A pretended container. Guarded by the world it stands in. */
final class ScriptedContainer {

    /** What names it. */
    record Key(String serverId, AttemptId attempt) {
    }

    final Key key;
    final String node;
    final ScriptedBehaviour behaviour;
    final Instant created;
    private Instant started;
    private boolean frozen;
    private boolean killed;
    /** What it has left to run while it is frozen. */
    private Optional<Duration> left = Optional.empty();
    private Instant endsAt;
    private Future<?> timer;
    private RunOutcome outcome;

    ScriptedContainer(Key key, String node, ScriptedBehaviour behaviour, Instant created) {
        this.key = key;
        this.node = node;
        this.behaviour = behaviour;
        this.created = created;
    }

    ExecutorHandle handle() {
        return new ExecutorHandle(1, "scripted-" + key.serverId() + "-" + key.attempt().job() + "-" + key.attempt().number());
    }

    Run run() {
        return new Run(key.attempt(), node, Optional.of(handle()));
    }

    boolean wasStarted() {
        return started != null;
    }

    boolean runs() {
        return started != null && outcome == null;
    }

    boolean isFrozen() {
        return frozen;
    }

    Instant started() {
        return started;
    }

    RunOutcome outcome() {
        return outcome;
    }

    void start(Instant now) {
        started = now;
        left = behaviour.delay();
    }

    /** How long from now until it ends by itself; empty for never, or not while it is frozen. */
    Optional<Duration> runsFor(Instant now) {
        endsAt = left.map(now::plus).orElse(null);
        return left;
    }

    /** Whether it will have ended by itself, or by an earlier kill, after a time. */
    boolean endsSoonerThan(Duration wait, Instant now) {
        return !frozen && endsAt != null && !endsAt.isAfter(now.plus(wait)) || frozen && killed && timer != null;
    }

    /** Notes when a kill will have ended it. */
    void endsIn(Duration wait, Instant now) {
        killed = true;
        endsAt = now.plus(wait);
    }

    void freeze(Instant now) {
        frozen = true;
        left = Optional.ofNullable(endsAt).map(end -> Duration.between(now, end)).map(d -> d.isNegative() ? Duration.ZERO : d);
        stopTimer();
    }

    void thaw() {
        frozen = false;
    }

    void endBy(Future<?> newTimer) {
        stopTimer();
        timer = newTimer;
    }

    void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    void end(int exitCode, boolean outOfMemory, Instant now) {
        stopTimer();
        frozen = false;
        outcome = new RunOutcome(exitCode, outOfMemory, Optional.of(started), now, behaviour.usage());
    }

    Observation observation() {
        if (started == null) {
            return new Observation.Created();
        }
        if (outcome != null) {
            return new Observation.Ended(handle(), outcome);
        }
        return frozen ? new Observation.Suspended(handle(), started) : new Observation.Running(handle(), started);
    }
}
