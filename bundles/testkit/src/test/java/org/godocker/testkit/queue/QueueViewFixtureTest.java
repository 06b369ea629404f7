package org.godocker.testkit.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.godocker.spi.scheduling.QueueView;
import org.godocker.spi.scheduling.QueuedJob;
import org.godocker.spi.scheduling.SchedulingPolicy;
import org.godocker.testkit.contract.SchedulingPolicyContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class QueueViewFixtureTest {

    private final QueuedJob first = QueuedJobBuilder.job(1).owner("ann").cpuMillis(2_000).build();
    private final QueuedJob second = QueuedJobBuilder.job(2).owner("bob").build();
    private final QueuedJob third = QueuedJobBuilder.job(3).owner("ann").cpuMillis(2_000).build();
    private final QueueViewFixture queue = new QueueViewFixture(List.of(third, first, second));

    /** The contract against a policy that merges groups, to try both together. */
    @Nested
    class WithAMergingPolicy extends SchedulingPolicyContract {
        @Override
        protected SchedulingPolicy policy() {
            return new SchedulingPolicy() {
                @Override
                public String name() {
                    return "merging";
                }

                @Override
                public Iterator<QueuedJob> order(QueueView view, Instant now) {
                    return view.mergedBy(Comparator.comparing((QueuedJob job) -> job.shape().lifespan()).thenComparing(QueuedJob::id));
                }
            };
        }
    }

    @Test
    void givesJobsBySubmissionAndByGroups() {
        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.bySubmission()).toIterable().containsExactly(first, second, third);
        assertThat(queue.groups()).hasSize(2).anySatisfy(group -> {
            assertThat(group.owner()).isEqualTo("ann");
            assertThat(group.size()).isEqualTo(2);
            assertThat(group.first()).isEqualTo(first);
            assertThat(group.jobs()).toIterable().containsExactly(first, third);
        });
        assertThat(queue.mergedBy(Comparator.comparing(job -> job.shape().resources().cpuMillis()))).toIterable()
                .containsExactly(second, first, third);
    }

    @Test
    void leavesOutWhatIsBlockedDuringThePass() {
        Iterator<QueuedJob> order = queue.bySubmission();
        Iterator<QueuedJob> merged = queue.mergedBy(Comparator.comparing(QueuedJob::id));
        assertThat(order.next()).isEqualTo(first);
        assertThat(merged.next()).isEqualTo(first);
        queue.block(job -> job.owner().equals("bob"));
        assertThat(order.next()).isEqualTo(third);
        assertThat(merged.next()).isEqualTo(third);
        assertThat(order.hasNext()).isFalse();
        assertThat(merged.hasNext()).isFalse();
    }

    @Test
    void isOfNoUseAfterThePass() {
        Iterator<QueuedJob> order = queue.bySubmission();
        queue.close();
        assertThatThrownBy(order::next).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(queue::groups).isInstanceOf(IllegalStateException.class);
    }
}
