package org.godocker.testkit.time;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The tasks of all schedulers of a {@link VirtualTime}, in order. */
final class Timeline {

    /** More tasks than this without time moving mean that they call each other for ever. */
    private static final int MOST_AT_ONE_INSTANT = 10_000_000;

    private final TreeSet<VirtualTask<?>> tasks = new TreeSet<>();
    private Instant now;
    private long given;

    Timeline(Instant start) {
        now = start;
    }

    synchronized Instant now() {
        return now;
    }

    /** Numbers tasks in the order they are given, so that those of one instant keep it. */
    synchronized long nextNumber() {
        return given++;
    }

    synchronized void add(VirtualTask<?> task) {
        tasks.add(task);
    }

    synchronized void remove(VirtualTask<?> task) {
        tasks.remove(task);
    }

    synchronized List<VirtualTask<?>> removeIf(Predicate<VirtualTask<?>> condition) {
        List<VirtualTask<?>> removed = new ArrayList<>(tasks);
        removed.removeIf(condition.negate());
        removed.forEach(tasks::remove);
        return removed;
    }

    synchronized int count(Predicate<VirtualTask<?>> condition) {
        return (int) tasks.stream().filter(condition).count();
    }

    void advanceTo(Instant target) {
        int ran = 0;
        Instant last = null;
        for (VirtualTask<?> task = takeDue(target); task != null; task = takeDue(target)) {
            ran = task.due().equals(last) ? ran + 1 : 0;
            last = task.due();
            if (ran > MOST_AT_ONE_INSTANT) {
                throw new IllegalStateException("tasks keep giving tasks for " + last + "; time cannot move on");
            }
            task.runOnce();
            if (task.repeats()) {
                add(task);
            }
            task.throwFailure();
        }
        synchronized (this) {
            now = target;
        }
    }

    private synchronized VirtualTask<?> takeDue(Instant target) {
        if (tasks.isEmpty() || tasks.first().due().isAfter(target)) {
            return null;
        }
        VirtualTask<?> next = tasks.pollFirst();
        if (next.due().isAfter(now)) {
            now = next.due();
        }
        return next;
    }
}
