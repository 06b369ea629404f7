package org.godocker.engine.internal.core;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobState;
import org.godocker.engine.internal.loop.EngineLoop;
import org.godocker.engine.internal.loop.JobRegistry;
import org.godocker.engine.internal.loop.Turn;

/** Puts off the next try of jobs that could not be started, longer each time. On the engine thread. */
final class PostponedStarts {

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    private final JobRegistry registry;
    private final EngineLoop loop;
    private final ScheduledExecutorService timers;

    PostponedStarts(JobRegistry registry, EngineLoop loop, ScheduledExecutorService timers) {
        this.registry = registry;
        this.loop = loop;
        this.timers = timers;
    }

    void delay(Turn turn, JobId id) {
        turn.job(id).filter(job -> job.progress().state() == JobState.PENDING).ifPresent(job -> {
            registry.delay(id);
            long seconds = Math.min(LONGEST_DELAY.toSeconds(), 1L << Math.min(10, job.progress().attempt() - 2));
            timers.schedule(() -> loop.post(later -> {
                registry.recall(id);
                loop.wakeScheduler();
            }), seconds, TimeUnit.SECONDS);
        });
        // Others may start on what it gave back.
        loop.wakeScheduler();
    }
}
