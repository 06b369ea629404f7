package org.godocker.watcher.lifespan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godocker.api.job.Placement;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.spi.config.ConfigurationProblem;
import org.godocker.spi.watcher.ContinueVerdict;
import org.godocker.spi.watcher.RunningJob;
import org.godocker.spi.watcher.Watcher;
import org.godocker.testkit.contract.WatcherContract;
import org.godocker.testkit.queue.QueuedJobBuilder;
import org.junit.jupiter.api.Test;

class LifespanWatcherTest extends WatcherContract {

    private static final Duration LIFESPAN = Duration.ofMinutes(90);

    @Override
    protected Watcher watcher() {
        return new LifespanWatcher(Map.of());
    }

    @Override
    protected List<Duration> moments() {
        return List.of(Duration.ZERO, LIFESPAN.minusMillis(1), LIFESPAN, LIFESPAN.plusMillis(1), Duration.ofDays(400));
    }

    private static RunningJob running(Duration lifespan) {
        return new RunningJob(QueuedJobBuilder.job(1).lifespan(lifespan).build(), new Placement("docker", "n1"), START);
    }

    @Test
    void goesOnUntilItsLifespanIsOverAndNotAMomentLonger() {
        Watcher watcher = watcher();
        assertThat(watcher.review(running(LIFESPAN), START)).isEqualTo(new ContinueVerdict.GoOn(Optional.of(START.plus(LIFESPAN))));
        assertThat(watcher.review(running(LIFESPAN), START.plus(LIFESPAN).minusNanos(1))).isInstanceOf(ContinueVerdict.GoOn.class);
        assertThat(watcher.review(running(LIFESPAN), START.plus(LIFESPAN))).isEqualTo(new ContinueVerdict.Kill(
                Reason.of(ReasonCode.LIFESPAN_REACHED, "It ran for its whole lifespan of 1h30m")));
    }

    @Test
    void aJobKeepsTheLifespanItWasAcceptedWith() {
        LifespanWatcher watcher = new LifespanWatcher(Map.of("default-lifespan", "1m", "maximum-lifespan", "2m"));
        assertThat(watcher.review(running(Duration.ofDays(3)), START.plus(Duration.ofDays(2)))).isInstanceOf(ContinueVerdict.GoOn.class);
    }

    @Test
    void hasDefaultsAndTakesOptions() {
        LifespanWatcher watcher = new LifespanWatcher(Map.of());
        assertThat(watcher.defaultLifespan()).isEqualTo(Duration.ofDays(1));
        assertThat(watcher.maximumLifespan()).isEqualTo(Duration.ofDays(7));
        watcher.modified(Map.of("default-lifespan", "2h", "maximum-lifespan", "PT36H"));
        assertThat(watcher.defaultLifespan()).isEqualTo(Duration.ofHours(2));
        assertThat(watcher.maximumLifespan()).isEqualTo(Duration.ofHours(36));
        assertThat(watcher.configurationProblems()).isEmpty();
    }

    @Test
    void aMalformedOptionLeavesTheOldOneInForceAndIsReported() {
        LifespanWatcher watcher = new LifespanWatcher(Map.of("default-lifespan", "2h", "maximum-lifespan", "3h"));
        watcher.modified(Map.of("default-lifespan", "soon", "maximum-lifespan", "4h", "lifespan", "9h"));
        assertThat(watcher.defaultLifespan()).isEqualTo(Duration.ofHours(2));
        assertThat(watcher.maximumLifespan()).isEqualTo(Duration.ofHours(4));
        assertThat(watcher.configurationProblems()).extracting(ConfigurationProblem::option)
                .containsExactly("default-lifespan", "lifespan");
    }

    @Test
    void optionsThatContradictEachOtherLeaveTheOldPairInForce() {
        LifespanWatcher watcher = new LifespanWatcher(Map.of("default-lifespan", "2h", "maximum-lifespan", "3h"));
        watcher.modified(Map.of("default-lifespan", "5h", "maximum-lifespan", "4h"));
        assertThat(watcher.defaultLifespan()).isEqualTo(Duration.ofHours(2));
        assertThat(watcher.maximumLifespan()).isEqualTo(Duration.ofHours(3));
        assertThat(watcher.configurationProblems()).singleElement().satisfies(problem -> assertThat(problem.toString()).isEqualTo(
                "default-lifespan: must not be longer than maximum-lifespan, but 5h is longer than 4h; still in force: 2h and at most 3h"));

        watcher.modified(Map.of("maximum-lifespan", "12h"));
        assertThat(watcher.defaultLifespan()).as("the default's default, 1d, is longer than 12h").isEqualTo(Duration.ofHours(2));
        watcher.modified(Map.of());
        assertThat(watcher.configurationProblems()).isEmpty();
        assertThat(watcher.maximumLifespan()).isEqualTo(Duration.ofDays(7));
    }
}
