package org.godocker.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {

    private final VirtualTime time = new VirtualTime();
    private final List<String> ran = new ArrayList<>();

    private Runnable note(String name) {
        return () -> ran.add(name + "@" + Duration.between(VirtualTime.EPOCH, time.now()).toSeconds());
    }

    @Test
    void runsTasksInOrderOfTimeAndThenOfArrival() {
        time.scheduler().schedule(note("b"), 2, TimeUnit.SECONDS);
        time.scheduler().schedule(note("a"), 1, TimeUnit.SECONDS);
        time.scheduler().schedule(note("c"), 2, TimeUnit.SECONDS);
        time.scheduler().execute(note("now"));

        assertThat(ran).isEmpty();
        time.advance(Duration.ofSeconds(2));

        assertThat(ran).containsExactly("now@0", "a@1", "b@2", "c@2");
        assertThat(time.clock().instant()).isEqualTo(VirtualTime.EPOCH.plusSeconds(2));
    }

    @Test
    void whatATaskGivesRunsOnTheWayIfItFallsDue() {
        time.scheduler().schedule(() -> time.scheduler().schedule(note("inner"), 1, TimeUnit.SECONDS), 1, TimeUnit.SECONDS);

        time.advance(Duration.ofMillis(1_999));
        assertThat(ran).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(ran).containsExactly("inner@2");
    }

    @Test
    void repeatsAtFixedRateUntilCancelled() {
        ScheduledFuture<?> future = time.scheduler().scheduleAtFixedRate(note("tick"), 1, 10, TimeUnit.SECONDS);

        time.advance(Duration.ofSeconds(25));
        future.cancel(false);
        time.advance(Duration.ofSeconds(25));

        assertThat(ran).containsExactly("tick@1", "tick@11", "tick@21");
        assertThat(time.waitingTasks()).isZero();
    }

    @Test
    void aFailingTaskIsNotOverlooked() {
        Runnable failing = () -> {
            throw new IllegalArgumentException("broken");
        };
        time.scheduler().schedule(failing, 1, TimeUnit.SECONDS);
        time.scheduler().schedule(note("next"), 1, TimeUnit.SECONDS);

        assertThatThrownBy(() -> time.advance(Duration.ofSeconds(1))).hasMessageContaining("broken");
        time.settle();
        assertThat(ran).containsExactly("next@1");
    }

    @Test
    void aSubmittedTaskKeepsItsFailure() {
        Future<?> future = time.scheduler().submit(() -> {
            throw new IllegalArgumentException("broken");
        });
        time.settle();
        assertThatThrownBy(future::get).hasRootCauseMessage("broken");
    }

    @Test
    void afterShutdownNothingIsTakenAndWhatWaitsStillRuns() {
        time.scheduler().schedule(note("old"), 1, TimeUnit.SECONDS);
        time.scheduler().scheduleAtFixedRate(note("tick"), 1, 1, TimeUnit.SECONDS);
        time.scheduler().shutdown();

        assertThatThrownBy(() -> time.scheduler().execute(note("new"))).isInstanceOf(RejectedExecutionException.class);
        time.advance(Duration.ofSeconds(3));
        assertThat(ran).containsExactly("old@1");
        assertThat(time.scheduler().isTerminated()).isTrue();
    }

    @Test
    void whatDiesForgetsItsOwnTasksOnly() {
        ScheduledExecutorService mortal = time.newScheduler();
        mortal.schedule(note("dead"), 1, TimeUnit.SECONDS);
        mortal.scheduleAtFixedRate(note("dead tick"), 1, 1, TimeUnit.SECONDS);
        time.scheduler().schedule(note("alive"), 1, TimeUnit.SECONDS);
        assertThat(mortal.shutdownNow()).hasSize(2);
        time.advance(Duration.ofSeconds(2));
        assertThat(ran).containsExactly("alive@1");
        assertThat(mortal.isTerminated()).isTrue();
        assertThat(time.scheduler().isShutdown()).isFalse();
    }

    @Test
    void aTaskThatShutsItsSchedulerDownDoesNotRepeat() {
        ScheduledExecutorService mortal = time.newScheduler();
        mortal.scheduleWithFixedDelay(() -> {
            note("once").run();
            mortal.shutdownNow();
        }, 1, 1, TimeUnit.SECONDS);
        time.advance(Duration.ofSeconds(5));
        assertThat(ran).containsExactly("once@1");
    }

    @Test
    void timeDoesNotRunBackwards() {
        assertThatThrownBy(() -> time.advanceTo(Instant.EPOCH)).isInstanceOf(IllegalArgumentException.class);
    }
}
