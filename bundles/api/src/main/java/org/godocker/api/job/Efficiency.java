package org.godocker.api.job;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the last attempt of an ended job used beside what it had asked for, each as a fraction: 0.25 is a quarter. Low
 * figures tell a user to ask for less, and so to start sooner.
 *
 * @param cpu    cpu time used of what its cores could have given while it ran; with several cores busy for moments of
 *               accounting it may be a little over 1. Empty when it ran for no time
 * @param memory highest memory use of the memory asked for; empty when it was not measured
 * @param time   time it ran of its lifespan
 */
public record Efficiency(OptionalDouble cpu, OptionalDouble memory, double time) {

    private static final double NANOS = 1e9;

    /** Empty while the job has not ended, and when its container never ran or nobody knows how it ended. */
    public static Optional<Efficiency> of(Job job) {
        JobProgress progress = job.progress();
        if (!job.state().isTerminal() || progress.usage().isEmpty() || progress.started().isEmpty() || progress.ended().isEmpty()) {
            return Optional.empty();
        }
        Duration ran = Duration.between(progress.started().get(), progress.ended().get());
        double seconds = Math.max(0, ran.toNanos() / NANOS);
        ResourceRequest asked = job.spec().resources();
        ResourceUsage used = progress.usage().get();
        double possible = seconds * asked.cpuMillis() / 1000;
        return Optional.of(new Efficiency(
                possible > 0 ? OptionalDouble.of(used.cpuSeconds() / possible) : OptionalDouble.empty(),
                used.memoryPeak() > 0 ? OptionalDouble.of((double) used.memoryPeak() / asked.memoryBytes()) : OptionalDouble.empty(),
                seconds / (job.spec().lifespan().toNanos() / NANOS)));
    }
}
