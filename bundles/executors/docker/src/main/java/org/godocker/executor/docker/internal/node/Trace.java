package org.godocker.executor.docker.internal.node;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.godocker.api.job.ResourceUsage;
import org.godocker.spi.executor.AttemptId;

/**
 * What is known of a container from the engine's events.
 *
 * @param id        of the container
 * @param attempt   it belongs to
 * @param ran       whether it has ever been started
 * @param started   when, if that was seen
 * @param exitCode  of its end, if that was seen
 * @param died      when, if that was seen
 * @param oom       whether the kernel ended a process in it for want of memory
 * @param destroyed whether it has been removed
 * @param usage     highest figures read so far
 */
record Trace(
        String id, AttemptId attempt, boolean ran, Optional<Instant> started, OptionalInt exitCode, Optional<Instant> died,
        boolean oom, boolean destroyed, ResourceUsage usage) {

    static Trace of(String id, AttemptId attempt) {
        return new Trace(id, attempt, false, Optional.empty(), OptionalInt.empty(), Optional.empty(), false, false, ResourceUsage.NONE);
    }

    boolean live() {
        return ran && died.isEmpty() && !destroyed;
    }

    Trace withStart(Instant when) {
        return new Trace(id, attempt, true, Optional.of(when), exitCode, died, oom, destroyed, usage);
    }

    Trace withRunning() {
        return new Trace(id, attempt, true, started, exitCode, died, oom, destroyed, usage);
    }

    Trace withEnd(int code, Instant when) {
        return new Trace(id, attempt, ran, started, OptionalInt.of(code), Optional.of(when), oom, destroyed, usage);
    }

    Trace withOom() {
        return new Trace(id, attempt, ran, started, exitCode, died, true, destroyed, usage);
    }

    Trace withDestruction() {
        return new Trace(id, attempt, ran, started, exitCode, died, oom, true, usage);
    }

    Trace withUsage(ResourceUsage read) {
        return new Trace(id, attempt, ran, started, exitCode, died, oom, destroyed, usage.max(read));
    }
}
