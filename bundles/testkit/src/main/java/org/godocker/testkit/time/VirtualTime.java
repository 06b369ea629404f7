package org.godocker.testkit.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Time that moves only when a test moves it. Tasks given to {@link #scheduler()} run on the thread that calls
 * {@link #advance}, one at a time, in order of their time and, at the same time, in the order they were given. So a
 * test that does the same twice sees the same twice.
 *
 * <p>Tasks may be given from any thread. A task that fails makes {@link #advance} throw, so that no failure is
 * overlooked; tasks given by {@code submit} keep their failure in their future instead. Waiting for a future on the
 * thread that moves time would wait for ever.
 */
public final class VirtualTime {

    /** Where virtual time begins unless a test says otherwise. */
    public static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private final Timeline timeline;
    private final ScheduledExecutorService scheduler;
    private final Clock clock = new VirtualClock(ZoneOffset.UTC);

    public VirtualTime() {
        this(EPOCH);
    }

    public VirtualTime(Instant start) {
        timeline = new Timeline(start);
        scheduler = newScheduler();
    }

    public Instant now() {
        return timeline.now();
    }

    /** A clock that shows virtual time, in UTC. */
    public Clock clock() {
        return clock;
    }

    /** Runs tasks as virtual time passes. Not for {@code invokeAll} and {@code invokeAny}, which wait. */
    public ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /**
     * Another scheduler on the same time, for something that may die: its {@code shutdownNow} forgets what was given to
     * it, and nothing else.
     */
    public ScheduledExecutorService newScheduler() {
        return new VirtualScheduler(timeline);
    }

    /** Runs what is due now, and what that makes due now, without moving time. */
    public void settle() {
        timeline.advanceTo(now());
    }

    /**
     * Moves time on, running what falls due on the way, each task at its own time.
     *
     * @param step zero or more
     */
    public void advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + step);
        }
        timeline.advanceTo(now().plus(step));
    }

    /** Moves time on to an instant; one that has passed is refused. */
    public void advanceTo(Instant instant) {
        advance(Duration.between(now(), instant));
    }

    /** How many tasks wait for their time, repeating ones counted once. */
    public int waitingTasks() {
        return timeline.count(task -> true);
    }

    private final class VirtualClock extends Clock {

        private final ZoneId zone;

        VirtualClock(ZoneId zone) {
            this.zone = Objects.requireNonNull(zone, "zone");
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId newZone) {
            return new VirtualClock(newZone);
        }

        @Override
        public Instant instant() {
            return now();
        }
    }
}
