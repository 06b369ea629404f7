package org.godocker.executor.docker.internal.node;

import java.time.Duration;
import java.util.Optional;
import org.godocker.executor.docker.internal.engine.ContainerView;
import org.godocker.executor.docker.internal.engine.Engine;
import org.godocker.executor.docker.internal.engine.EngineException;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ExecutorListener;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.RunOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports the ends of containers of one node, away from the event stream's thread. */
final class EndReports {

    private static final Logger LOG = LoggerFactory.getLogger(EndReports.class);

    /** How much later than the end the news of a lack of memory may come. */
    private static final Duration OOM_NEWS = Duration.ofMillis(800);
    private static final int KILLED = 137;

    private final String node;
    private final ContainerNames names;
    private final Ledger ledger;
    private final Workers workers;
    private final ExecutorListener listener;

    EndReports(String node, ContainerNames names, Ledger ledger, Workers workers, ExecutorListener listener) {
        this.node = node;
        this.names = names;
        this.ledger = ledger;
        this.workers = workers;
        this.listener = listener;
    }

    /**
     * Looks at a container that may have ended and reports its end. Returns at once.
     *
     * @param killedHere whether it was ended on an order from here, so that nothing else needs to be looked for
     */
    void look(Engine engine, String id, boolean killedHere) {
        run(() -> report(engine, id, killedHere));
    }

    private void run(Runnable task) {
        if (!workers.run(task)) {
            listener.resynchronise();
        }
    }

    private void report(Engine engine, String id, boolean certain) {
        try {
            Optional<ContainerView> view = engine.inspect(id);
            if (view.isPresent() && view.get().ended()) {
                Optional<AttemptId> attempt = names.attempt(view.get().labels());
                RunOutcome outcome = Observations.outcome(view.get(), ledger.find(id));
                if (!certain && outcome.exitCode() == KILLED && !outcome.outOfMemory()) {
                    workers.later(OOM_NEWS, () -> run(() -> report(engine, id, true)));
                } else {
                    attempt.ifPresent(a -> ended(a, id, outcome));
                }
            } else {
                reportFromEvents(id);
            }
        } catch (EngineException e) {
            LOG.debug("Container {} on node {} ended but cannot be looked at: {}", id, node, e.getMessage(), e);
            reportFromEvents(id);
        }
    }

    /** A failed start is followed by a die event as well; only what ran has an end. */
    private void reportFromEvents(String id) {
        ledger.find(id).filter(t -> t.ran() && t.died().isPresent())
                .ifPresent(trace -> ended(trace.attempt(), id, Observations.outcome(trace)));
    }

    private void ended(AttemptId attempt, String id, RunOutcome outcome) {
        listener.ended(new Run(attempt, node, Optional.of(Observations.handle(id))), outcome);
    }
}
