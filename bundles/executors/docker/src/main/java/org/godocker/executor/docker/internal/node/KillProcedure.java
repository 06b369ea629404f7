package org.godocker.executor.docker.internal.node;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.godocker.executor.docker.internal.engine.ContainerView;
import org.godocker.executor.docker.internal.engine.Engine;
import org.godocker.executor.docker.internal.engine.EngineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends containers: a polite signal first, the hard one when the grace period is over, without a thread waiting for it. */
final class KillProcedure {

    private static final Logger LOG = LoggerFactory.getLogger(KillProcedure.class);
    private static final int TRIES = 5;

    private final Workers workers;
    private final Supplier<Optional<Connection>> connection;
    private final ConcurrentMap<String, Future<?>> deadlines = new ConcurrentHashMap<>();
    /** Sent the hard signal, end not seen yet. */
    private final Set<String> struck = ConcurrentHashMap.newKeySet();

    /** @param connection to use when the grace period is over, which may be another than before */
    KillProcedure(Workers workers, Supplier<Optional<Connection>> connection) {
        this.workers = workers;
        this.connection = connection;
    }

    /** Sets the end of a container in motion; what has ended or is gone is fine. */
    void kill(Engine engine, ContainerView first, Duration grace) throws EngineException {
        Optional<ContainerView> view = Optional.of(first);
        for (int i = 0; i < TRIES && view.isPresent(); i++) {
            if (view.get().ended() || view.get().everStarted() && end(engine, view.get(), grace)
                    || !view.get().everStarted() && removed(engine, view.get().id())) {
                return;
            }
            view = engine.inspect(first.id());
        }
    }

    /** What was never started is taken away; that fails when it has just been started. */
    private static boolean removed(Engine engine, String id) throws EngineException {
        return harmless(() -> engine.remove(id, false));
    }

    private boolean end(Engine engine, ContainerView view, Duration grace) throws EngineException {
        String id = view.id();
        if (grace.isZero() || grace.isNegative()) {
            forget(id);
            return strike(engine, id);
        }
        if (deadlines.containsKey(id)) {
            return true;
        }
        boolean sent = harmless(() -> engine.signal(id, "SIGTERM"));
        if (sent) {
            Future<?> deadline = workers.later(grace, () -> workers.run(() -> endNow(id)));
            Future<?> other = deadlines.put(id, deadline);
            if (other != null) {
                other.cancel(false);
            }
            if (view.paused()) {
                thaw(engine, id);
            }
        }
        return sent;
    }

    /** Some engines thaw it themselves with the signal; then this fails. If it stays frozen the hard signal ends it all the same. */
    private static void thaw(Engine engine, String id) throws EngineException {
        try {
            engine.unpause(id);
        } catch (EngineException e) {
            if (e.kind() != EngineException.Kind.ANSWERED) {
                throw e;
            }
            LOG.debug("Container {} was not thawed: {}", id, e.getMessage(), e);
        }
    }

    private void endNow(String id) {
        deadlines.remove(id);
        Optional<Connection> now = connection.get();
        if (now.isEmpty()) {
            LOG.info("Container {} is not ended after its grace period: its node cannot be reached; the order is repeated later", id);
            return;
        }
        try {
            strike(now.get().engine(), id);
        } catch (EngineException e) {
            LOG.warn("Container {} was not ended after its grace period: {}", id, e.getMessage(), e);
        }
    }

    /** The container has ended or gone: no more signals. @return whether it was being ended from here */
    boolean forget(String id) {
        Future<?> deadline = deadlines.remove(id);
        if (deadline != null) {
            deadline.cancel(false);
        }
        return struck.remove(id) || deadline != null;
    }

    private boolean strike(Engine engine, String id) throws EngineException {
        struck.add(id);
        boolean sent = harmless(() -> engine.signal(id, "SIGKILL"));
        if (!sent) {
            struck.remove(id);
        }
        return sent;
    }

    private interface Order {
        void give() throws EngineException;
    }

    /** @return false when the engine says that the container is not, or no longer, in the state for it */
    private static boolean harmless(Order order) throws EngineException {
        try {
            order.give();
            return true;
        } catch (EngineException e) {
            if (e.containerMissing() || e.answered(409) || e.getMessage().contains("is not running")) {
                return false;
            }
            throw e;
        }
    }
}
