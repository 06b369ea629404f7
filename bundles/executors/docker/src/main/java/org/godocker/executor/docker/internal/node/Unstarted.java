package org.godocker.executor.docker.internal.node;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.godocker.executor.docker.internal.engine.ContainerView;
import org.godocker.executor.docker.internal.engine.Engine;
import org.godocker.executor.docker.internal.engine.EngineException;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ExecutorException;

/**
 * Finds out whether the container of an attempt has been started, and when it has not, makes sure that it never will be.
 *
 * <p>The engine serialises start and remove of one container. So removing without force either fails because it runs, or
 * takes the container away for good, and a start that comes later fails. One case is left: it was started and ended
 * just before it was removed. Then the engine has told so in its events before it tells of the removal, which is waited for.
 */
final class Unstarted {

    /** What was found. */
    enum Kind {
        /** Nothing is there; nothing was started. */
        GONE,
        /** A container by that name belongs to somebody else. */
        FOREIGN,
        /** It has been started, now or before, and is still there. */
        STARTED,
        /** It was started and ended before it was removed here. */
        RAN_AND_REMOVED
    }

    /** What was found, with the container or what is left of it. */
    record Finding(Kind kind, Optional<ContainerView> view, Optional<Trace> trace) {

        static Finding of(Kind kind) {
            return new Finding(kind, Optional.empty(), Optional.empty());
        }
    }

    /** Another client at work is given this long to start what it made, and a random bit so that two do not keep in step. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final Duration MORE_PATIENCE = Duration.ofMillis(1500);
    private static final Duration DESTROY_EVENT = Duration.ofSeconds(10);
    private static final int TRIES = 5;

    private final Engine engine;
    private final ContainerNames names;
    private final Ledger ledger;
    private final String node;
    private final Supplier<Duration> patience;

    /** @param patience how long another client is waited for before its container is taken away */
    Unstarted(Engine engine, ContainerNames names, Ledger ledger, String node, Supplier<Duration> patience) {
        this.engine = engine;
        this.names = names;
        this.ledger = ledger;
        this.node = node;
        this.patience = patience;
    }

    /**
     * @param ref id or name
     * @throws ExecutorException when it cannot be told
     */
    Finding settle(String ref, AttemptId attempt) throws ExecutorException {
        try {
            boolean waited = false;
            for (int i = 0; i < TRIES; i++) {
                Optional<ContainerView> found = engine.inspect(ref);
                if (found.isEmpty()) {
                    return ledger.ran(attempt).map(Unstarted::ranAndRemoved).orElseGet(() -> Finding.of(Kind.GONE));
                }
                ContainerView view = found.get();
                if (!names.attempt(view.labels()).equals(Optional.of(attempt))) {
                    return Finding.of(Kind.FOREIGN);
                }
                if (view.everStarted()) {
                    return new Finding(Kind.STARTED, found, Optional.empty());
                }
                if (!waited) {
                    waited = true;
                    ledger.await(view.id(), trace -> trace.ran() || trace.destroyed(), patience.get());
                } else {
                    Optional<Finding> removed = remove(view.id());
                    if (removed.isPresent()) {
                        return removed.get();
                    }
                }
            }
            throw new ExecutorException("Whether container " + ref + " on node " + node + " has been started cannot be told: it keeps changing");
        } catch (EngineException e) {
            throw new ExecutorException("Whether container " + ref + " on node " + node + " has been started cannot be told: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutorException("Interrupted while looking at container " + ref + " on node " + node, e);
        }
    }

    /** Enough for a start on a busy engine. */
    static Duration patience() {
        return PATIENCE.plusMillis(ThreadLocalRandom.current().nextLong(MORE_PATIENCE.toMillis()));
    }

    /** @return empty when it could not be removed because it runs or is being removed by another */
    private Optional<Finding> remove(String id) throws EngineException, InterruptedException, ExecutorException {
        try {
            engine.remove(id, false);
        } catch (EngineException e) {
            if (e.answered(409)) {
                return Optional.empty();
            }
            if (!e.answered(404)) {
                throw e;
            }
        }
        Trace trace = ledger.await(id, Trace::destroyed, DESTROY_EVENT).orElseThrow(() -> new ExecutorException(
                "Whether container " + id + " on node " + node + " was started before it was removed cannot be told: the engine's events do not come"));
        return Optional.of(trace.ran() ? ranAndRemoved(trace) : Finding.of(Kind.GONE));
    }

    private static Finding ranAndRemoved(Trace trace) {
        return new Finding(Kind.RAN_AND_REMOVED, Optional.empty(), Optional.of(trace));
    }
}
