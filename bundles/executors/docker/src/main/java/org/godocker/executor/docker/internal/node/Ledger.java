package org.godocker.executor.docker.internal.node;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.godocker.api.job.ResourceUsage;
import org.godocker.executor.docker.internal.engine.EngineEvent;
import org.godocker.spi.executor.AttemptId;

/**
 * What is known of this server's containers on one engine from its events. Only containers with our label get here, so
 * an id found here may be acted on. Old containers that no longer run are forgotten first. Safe for use by many threads.
 */
final class Ledger {

    private static final int MOST = 5_000;

    private final ContainerNames names;
    private final Map<String, Trace> traces = new LinkedHashMap<>();
    private Instant lastEvent = Instant.EPOCH;

    Ledger(ContainerNames names) {
        this.names = names;
    }

    /** Notes an event. @return what is known now; empty when the container is not ours */
    synchronized Optional<Trace> note(EngineEvent event) {
        if (event.time().isAfter(lastEvent)) {
            lastEvent = event.time();
        }
        Optional<AttemptId> attempt = names.attempt(event.attributes());
        if (attempt.isEmpty()) {
            return Optional.empty();
        }
        Trace before = traces.getOrDefault(event.container(), Trace.of(event.container(), attempt.get()));
        Trace after = switch (event.action()) {
            case "start" -> before.withStart(event.time());
            case "die" -> before.withEnd(exitCode(event), event.time());
            case "oom" -> before.withOom();
            case "destroy" -> before.withDestruction();
            default -> before;
        };
        put(after);
        return Optional.of(after);
    }

    private static int exitCode(EngineEvent event) {
        try {
            return Integer.parseInt(event.attributes().getOrDefault("exitCode", "255"));
        } catch (NumberFormatException e) {
            return 255;
        }
    }

    /** Notes a container found running whose start was not seen. */
    synchronized void noteRunning(String id, AttemptId attempt) {
        put(traces.getOrDefault(id, Trace.of(id, attempt)).withRunning());
    }

    synchronized void noteUsage(String id, ResourceUsage usage) {
        change(id, t -> t.withUsage(usage));
    }

    private void change(String id, UnaryOperator<Trace> change) {
        Trace before = traces.get(id);
        if (before != null) {
            put(change.apply(before));
        }
    }

    private void put(Trace trace) {
        traces.put(trace.id(), trace);
        if (traces.size() > MOST) {
            Iterator<Trace> oldest = traces.values().iterator();
            while (oldest.hasNext()) {
                if (!oldest.next().live()) {
                    oldest.remove();
                    break;
                }
            }
        }
        notifyAll();
    }

    synchronized Optional<Trace> find(String id) {
        return Optional.ofNullable(traces.get(id));
    }

    /** A container of the attempt that has been started, removed or not. */
    synchronized Optional<Trace> ran(AttemptId attempt) {
        return traces.values().stream().filter(t -> t.ran() && t.attempt().equals(attempt)).findFirst();
    }

    synchronized void forget(String id) {
        traces.remove(id);
    }

    synchronized List<Trace> live() {
        return traces.values().stream().filter(Trace::live).toList();
    }

    /** Time of the latest event by the engine's clock; the epoch when there was none. */
    synchronized Instant lastEvent() {
        return lastEvent;
    }

    /**
     * Waits until something is known of a container.
     *
     * @return what is known of it when the condition holds; empty when the time was up
     */
    synchronized Optional<Trace> await(String id, Predicate<Trace> condition, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Trace trace = traces.get(id);
            if (trace != null && condition.test(trace)) {
                return Optional.of(trace);
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left / 1_000_000 + 1);
        }
    }
}
