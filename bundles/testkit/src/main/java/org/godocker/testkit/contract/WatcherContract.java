package org.godocker.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.godocker.api.job.Placement;
import org.godocker.api.job.ResourceUsage;
import org.godocker.spi.executor.RunOutcome;
import org.godocker.spi.scheduling.QueuedJob;
import org.godocker.spi.watcher.ContinueVerdict;
import org.godocker.spi.watcher.LifespanLimits;
import org.godocker.spi.watcher.RunningJob;
import org.godocker.spi.watcher.StartVerdict;
import org.godocker.spi.watcher.Watcher;
import org.godocker.testkit.queue.QueuedJobBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every watcher must do. Extend it and give it your watcher. */
@Timeout(60)
public abstract class WatcherContract extends PluginContract {

    /** When the jobs of these tests start. */
    protected static final Instant START = Instant.parse("2026-01-02T00:00:00Z");

    /** The watcher under test, with a good configuration; each call may give another instance. */
    protected abstract Watcher watcher();

    @Override
    protected Watcher plugin() {
        return watcher();
    }

    /** Times after the start at which the watcher is asked; add those at which yours changes its mind. */
    protected List<Duration> moments() {
        return List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(59), Duration.ofHours(1), Duration.ofDays(30));
    }

    /** A job that may start. Override when yours looks at more than the defaults of {@link QueuedJobBuilder}. */
    protected QueuedJob job() {
        return QueuedJobBuilder.job(1).build();
    }

    protected final RunningJob runningJob() {
        return new RunningJob(job(), new Placement("scripted", "n1"), START);
    }

    @Test
    @DisplayName("lets an ordinary job start")
    void letsStart() {
        assertThat(watcher().mayStart(job(), START)).isInstanceOf(StartVerdict.Start.class);
    }

    @Test
    @DisplayName("a job that has just started may go on")
    void letsGoOn() {
        assertThat(watcher().review(runningJob(), START)).isInstanceOf(ContinueVerdict.GoOn.class);
    }

    @Test
    @DisplayName("the same question gets the same answer, from every instance")
    void answersAlike() {
        Watcher watcher = watcher();
        for (Duration moment : moments()) {
            Instant now = START.plus(moment);
            ContinueVerdict first = watcher.review(runningJob(), now);
            assertThat(watcher.review(runningJob(), now)).isEqualTo(first);
            assertThat(watcher().review(runningJob(), now)).isEqualTo(first);
            assertThat(watcher.mayStart(job(), now)).isEqualTo(watcher.mayStart(job(), now));
        }
    }

    @Test
    @DisplayName("it asks to be asked again later, never now or earlier")
    void asksForLaterTimes() {
        for (Duration moment : moments()) {
            Instant now = START.plus(moment);
            if (watcher().review(runningJob(), now) instanceof ContinueVerdict.GoOn goOn) {
                goOn.nextReview().ifPresent(next -> assertThat(next).isAfter(now));
            }
        }
    }

    @Test
    @DisplayName("asked at the times it wants, it changes its mind only in favour of the end")
    void aKillIsFinal() {
        boolean killed = false;
        for (Duration moment : moments().stream().sorted().toList()) {
            ContinueVerdict verdict = watcher().review(runningJob(), START.plus(moment));
            if (killed) {
                assertThat(verdict).as("after a kill, %s after the start", moment).isInstanceOf(ContinueVerdict.Kill.class);
            }
            killed = verdict instanceof ContinueVerdict.Kill;
            if (verdict instanceof ContinueVerdict.Kill kill) {
                assertThat(kill.reason().message()).isNotBlank();
            }
        }
    }

    @Test
    @DisplayName("being told twice of a start or an end is harmless, and of one it never saw")
    void isToldTwice() {
        Watcher watcher = watcher();
        RunOutcome outcome = new RunOutcome(0, false, Optional.of(START), START.plusSeconds(60), ResourceUsage.NONE);
        assertThatCode(() -> {
            watcher.started(runningJob());
            watcher.started(runningJob());
            watcher.ended(runningJob(), outcome);
            watcher.ended(runningJob(), outcome);
        }).doesNotThrowAnyException();
    }

    @Test
    @Timeout(5)
    @DisplayName("answers from memory: 100,000 questions in seconds")
    void answersAtOnce() {
        Watcher watcher = watcher();
        LongStream.rangeClosed(1, 100_000).mapToObj(i -> QueuedJobBuilder.job(i).build())
                .forEach(job -> watcher.mayStart(job, START));
    }

    @Test
    @DisplayName("its lifespans, if it has any, are positive and the default is within the maximum")
    void limitsAgree() {
        if (watcher() instanceof LifespanLimits limits) {
            assertThat(limits.defaultLifespan()).isPositive();
            assertThat(limits.maximumLifespan()).isGreaterThanOrEqualTo(limits.defaultLifespan());
        }
    }
}
