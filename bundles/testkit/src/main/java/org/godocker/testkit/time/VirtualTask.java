package org.godocker.testkit.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A task and its time. */
final class VirtualTask<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {

    /** How a task repeats: the pause is positive, or zero for once only. */
    record Repeat(Duration pause, boolean fixedRate) {
        static final Repeat NEVER = new Repeat(Duration.ZERO, false);
    }

    private final VirtualScheduler scheduler;
    private final Timeline timeline;
    private final Repeat repeat;
    private final boolean loud;
    private volatile Instant due;
    private volatile long number;
    private boolean failed;

    VirtualTask(VirtualScheduler scheduler, Timeline timeline, Callable<V> action, Instant due, Repeat repeat, boolean loud) {
        super(action);
        this.scheduler = scheduler;
        this.timeline = timeline;
        this.due = due;
        this.number = timeline.nextNumber();
        this.repeat = repeat;
        this.loud = loud;
    }

    Instant due() {
        return due;
    }

    VirtualScheduler scheduler() {
        return scheduler;
    }

    /** Whether there is another run to come. */
    boolean repeats() {
        return isPeriodic() && !isDone() && !scheduler.isShutdown();
    }

    void runOnce() {
        if (!isPeriodic()) {
            run();
        } else if (runAndReset()) {
            due = (repeat.fixedRate() ? due : timeline.now()).plus(repeat.pause());
            number = timeline.nextNumber();
        }
    }

    /** Lets the failure of the last run out, when nobody else would hear of it. */
    void throwFailure() {
        if (!loud || !failed) {
            return;
        }
        try {
            get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a task due at " + due + " failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void setException(Throwable t) {
        failed = true;
        super.setException(t);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        timeline.remove(this);
        return cancelled;
    }

    @Override
    public boolean isPeriodic() {
        return !repeat.pause().isZero();
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(Duration.between(timeline.now(), due));
    }

    @Override
    public int compareTo(Delayed other) {
        if (other instanceof VirtualTask<?> task) {
            int byTime = due.compareTo(task.due);
            return byTime != 0 ? byTime : Long.compare(number, task.number);
        }
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
