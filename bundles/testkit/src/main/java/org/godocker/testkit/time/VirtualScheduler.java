package org.godocker.testkit.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One of the schedulers of a {@link VirtualTime}; what it was given can be forgotten without touching the others'. */
final class VirtualScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    private final Timeline timeline;
    private volatile boolean shutdown;

    VirtualScheduler(Timeline timeline) {
        this.timeline = timeline;
    }

    private <V> VirtualTask<V> add(Callable<V> action, Duration delay, VirtualTask.Repeat repeat, boolean loud) {
        if (shutdown) {
            throw new RejectedExecutionException("the virtual scheduler has been shut down");
        }
        Instant now = timeline.now();
        Instant due = delay.isNegative() ? now : now.plus(delay);
        VirtualTask<V> task = new VirtualTask<>(this, timeline, action, due, repeat, loud);
        timeline.add(task);
        return task;
    }

    private boolean owns(VirtualTask<?> task) {
        return task.scheduler() == this;
    }

    private static Duration span(long amount, TimeUnit unit) {
        return Duration.of(amount, unit.toChronoUnit());
    }

    @Override
    public void execute(Runnable command) {
        // Futures keep their failure for whoever asks; for anything else nobody would ever hear of it.
        add(Executors.callable(command), Duration.ZERO, VirtualTask.Repeat.NEVER, !(command instanceof Future));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(Executors.callable(command), span(delay, unit), VirtualTask.Repeat.NEVER, true);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return add(callable, span(delay, unit), VirtualTask.Repeat.NEVER, false);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return repeating(command, initialDelay, period, unit, true);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return repeating(command, initialDelay, delay, unit, false);
    }

    private ScheduledFuture<?> repeating(Runnable command, long initialDelay, long period, TimeUnit unit, boolean fixedRate) {
        if (period <= 0) {
            throw new IllegalArgumentException("the pause between two runs must be positive");
        }
        return add(Executors.callable(command), span(initialDelay, unit), new VirtualTask.Repeat(span(period, unit), fixedRate), true);
    }

    @Override
    public void shutdown() {
        shutdown = true;
        timeline.removeIf(task -> owns(task) && task.isPeriodic());
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        return List.copyOf(timeline.removeIf(this::owns));
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown && timeline.count(this::owns) == 0;
    }

    /** Answers at once: time does not pass while somebody waits. */
    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated();
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) {
        throw new UnsupportedOperationException("virtual time does not pass while somebody waits");
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException("virtual time does not pass while somebody waits");
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) {
        throw new UnsupportedOperationException("virtual time does not pass while somebody waits");
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException("virtual time does not pass while somebody waits");
    }
}
