package org.godocker.executor.docker.internal.node;

import java.time.Instant;
import java.util.Optional;
import org.godocker.api.job.ResourceUsage;
import org.godocker.executor.docker.internal.engine.ContainerView;
import org.godocker.spi.executor.ExecutorHandle;
import org.godocker.spi.executor.Observation;
import org.godocker.spi.executor.RunOutcome;

/** What the engine says, in the words of the executor interface. */
final class Observations {

    private static final int HANDLE_VERSION = 1;
    private static final int KILLED = 137;

    private Observations() {
    }

    static ExecutorHandle handle(String container) {
        return new ExecutorHandle(HANDLE_VERSION, container);
    }

    /** The container id of a handle; empty when the handle is of a form that came later. */
    static Optional<String> container(ExecutorHandle handle) {
        return handle.version() == HANDLE_VERSION && handle.value().matches("[0-9a-f]{12,64}")
                ? Optional.of(handle.value()) : Optional.empty();
    }

    static Observation of(ContainerView view, Optional<Trace> trace) {
        if (!view.everStarted()) {
            return new Observation.Created();
        }
        Instant started = view.started().get();
        if (view.running()) {
            return view.paused() ? new Observation.Suspended(handle(view.id()), started)
                    : new Observation.Running(handle(view.id()), started);
        }
        return new Observation.Ended(handle(view.id()), outcome(view, trace));
    }

    static RunOutcome outcome(ContainerView view, Optional<Trace> trace) {
        Instant started = view.started().orElse(Instant.EPOCH);
        Instant ended = view.finished().filter(f -> !f.isBefore(started)).or(() -> trace.flatMap(Trace::died)).orElse(started);
        boolean oom = view.oom() || trace.filter(Trace::oom).isPresent();
        return outcome(view.exitCode(), oom, view.started(), ended, trace);
    }

    /** When the container is gone and only its events are left. */
    static RunOutcome outcome(Trace trace) {
        return outcome(trace.exitCode().orElse(KILLED), trace.oom(), trace.started(), trace.died().orElseThrow(), Optional.of(trace));
    }

    /** An out-of-memory kill of some process does not matter when the job carried on and succeeded. */
    private static RunOutcome outcome(int code, boolean oom, Optional<Instant> started, Instant ended, Optional<Trace> trace) {
        int exitCode = code >= 0 && code <= 255 ? code : 255;
        return new RunOutcome(exitCode, oom && exitCode != 0, started, ended, trace.map(Trace::usage).orElse(ResourceUsage.NONE));
    }
}
