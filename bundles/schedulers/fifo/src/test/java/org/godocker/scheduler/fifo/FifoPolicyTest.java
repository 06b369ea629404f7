package org.godocker.scheduler.fifo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.godocker.spi.scheduling.QueuedJob;
import org.godocker.spi.scheduling.SchedulingPolicy;
import org.godocker.testkit.contract.SchedulingPolicyContract;
import org.godocker.testkit.queue.QueueViewFixture;
import org.godocker.testkit.queue.QueuedJobBuilder;
import org.junit.jupiter.api.Test;

class FifoPolicyTest extends SchedulingPolicyContract {

    @Override
    protected SchedulingPolicy policy() {
        return new FifoPolicy();
    }

    /** Nothing but what is named. */
    @Override
    protected long mayLookAt(int named, int groups) {
        return named;
    }

    @Test
    void theOldestGoesFirstWhoeverOwnsItAndWhateverItNeeds() {
        QueuedJob large = QueuedJobBuilder.job(1).owner("ann").cpuMillis(64_000).build();
        QueuedJob retried = QueuedJobBuilder.job(2).owner("bob").attempt(2).build();
        QueuedJob small = QueuedJobBuilder.job(3).owner("ann").build();
        assertThat(policy().order(new QueueViewFixture(List.of(small, retried, large)), Instant.EPOCH)).toIterable()
                .containsExactly(large, retried, small);
    }

    @Test
    void isCalledFifo() {
        assertThat(policy().name()).isEqualTo("fifo");
    }
}
