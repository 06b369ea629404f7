package com.example.shortestfirst;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.godocker.spi.scheduling.QueuedJob;
import org.godocker.spi.scheduling.SchedulingPolicy;
import org.godocker.testkit.contract.SchedulingPolicyContract;
import org.godocker.testkit.queue.QueueViewFixture;
import org.godocker.testkit.queue.QueuedJobBuilder;
import org.junit.jupiter.api.Test;

/** Everything that holds for all scheduling policies comes from the contract; here stands what is this one's own. */
class ShortestFirstPolicyTest extends SchedulingPolicyContract {

    @Override
    protected SchedulingPolicy policy() {
        return new ShortestFirstPolicy();
    }

    @Test
    void theShortestGoesFirstAndAmongEqualsTheOldest() {
        QueuedJob day = QueuedJobBuilder.job(1).owner("ann").lifespan(Duration.ofDays(1)).build();
        QueuedJob hour = QueuedJobBuilder.job(2).owner("bob").lifespan(Duration.ofHours(1)).build();
        QueuedJob minute = QueuedJobBuilder.job(3).owner("ann").lifespan(Duration.ofMinutes(1)).build();
        QueuedJob laterHour = QueuedJobBuilder.job(4).owner("ann").lifespan(Duration.ofHours(1)).build();

        assertThat(policy().order(new QueueViewFixture(List.of(day, hour, minute, laterHour)), Instant.EPOCH)).toIterable()
                .containsExactly(minute, hour, laterHour, day);
    }
}
