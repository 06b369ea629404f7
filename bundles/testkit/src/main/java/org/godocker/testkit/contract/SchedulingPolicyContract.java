package org.godocker.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.LongStream;
import org.godocker.spi.scheduling.QueuedJob;
import org.godocker.spi.scheduling.SchedulingPolicy;
import org.godocker.testkit.queue.QueueViewFixture;
import org.godocker.testkit.queue.QueuedJobBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every scheduling policy must do. Extend it and give it your policy. */
@Timeout(60)
public abstract class SchedulingPolicyContract extends PluginContract {

    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
    private static final int MANY = 200_000;
    private static final int KINDS = 24;

    /** The policy under test; each call may give another instance. */
    protected abstract SchedulingPolicy policy();

    @Override
    protected SchedulingPolicy plugin() {
        return policy();
    }

    /** Whether a job that could start always gets its turn in the pass. Say false when the policy holds some back. */
    protected boolean ordersEveryJob() {
        return true;
    }

    /**
     * How many jobs the policy may look at to name the first few.
     *
     * @param named  how many are asked for
     * @param groups how many groups there are
     */
    protected long mayLookAt(int named, int groups) {
        return 10L * named + 10L * groups;
    }

    @Test
    @DisplayName("an empty queue gives an empty order")
    void ordersNothing() {
        Iterator<QueuedJob> order = policy().order(new QueueViewFixture(List.of()), NOW);
        assertThat(order.hasNext()).isFalse();
        assertThatThrownBy(order::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    @DisplayName("gives waiting jobs only, each at most once")
    void ordersEachOnce() {
        List<QueuedJob> waiting = jobs(500);
        List<QueuedJob> order = takeAll(policy().order(new QueueViewFixture(waiting), NOW));
        assertThat(order).doesNotHaveDuplicates().isSubsetOf(waiting);
        if (ordersEveryJob()) {
            assertThat(order).hasSameSizeAs(waiting);
        }
    }

    @Test
    @DisplayName("a single job gets its turn")
    void ordersTheOnlyOne() {
        QueuedJob only = QueuedJobBuilder.job(1).build();
        List<QueuedJob> order = takeAll(policy().order(new QueueViewFixture(List.of(only)), NOW));
        assertThat(order).isSubsetOf(List.of(only));
        if (ordersEveryJob()) {
            assertThat(order).containsExactly(only);
        }
    }

    @Test
    @DisplayName("the same queue at the same time gives the same order, whatever was asked before")
    void isPure() {
        List<QueuedJob> waiting = jobs(300);
        SchedulingPolicy policy = policy();
        List<QueuedJob> first = takeAll(policy.order(new QueueViewFixture(waiting), NOW));
        takeAll(policy.order(new QueueViewFixture(jobs(37)), NOW.plusSeconds(60)));
        assertThat(takeAll(policy.order(new QueueViewFixture(waiting), NOW))).isEqualTo(first);
        assertThat(takeAll(policy().order(new QueueViewFixture(waiting), NOW))).isEqualTo(first);
    }

    @Test
    @DisplayName("among jobs that differ in age only, the oldest goes first")
    void ordersByAgeWithinAGroup() {
        List<QueuedJob> alike = LongStream.rangeClosed(1, 100).mapToObj(i -> QueuedJobBuilder.job(i).build()).toList();
        List<QueuedJob> order = takeAll(policy().order(new QueueViewFixture(alike), NOW));
        assertThat(order).isSortedAccordingTo((a, b) -> a.id().compareTo(b.id()));
    }

    @Test
    @DisplayName("asking whether there is more changes nothing")
    void hasNextIsHarmless() {
        List<QueuedJob> waiting = jobs(50);
        List<QueuedJob> expected = takeAll(policy().order(new QueueViewFixture(waiting), NOW));
        Iterator<QueuedJob> order = policy().order(new QueueViewFixture(waiting), NOW);
        for (QueuedJob job : expected) {
            assertThat(order.hasNext()).isTrue();
            assertThat(order.hasNext()).isTrue();
            assertThat(order.next()).isEqualTo(job);
        }
        assertThat(order.hasNext()).isFalse();
        assertThatThrownBy(order::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    @DisplayName("naming the first few of very many costs by the few and by the groups")
    void isLazy() {
        QueueViewFixture queue = new QueueViewFixture(jobs(MANY));
        int groups = queue.groups().size();
        Iterator<QueuedJob> order = policy().order(queue, NOW);
        int named = 0;
        while (named < 10 && order.hasNext()) {
            order.next();
            named++;
        }
        assertThat(queue.taken()).as("jobs looked at to name %d of %d", named, MANY).isLessThanOrEqualTo(mayLookAt(10, groups));
    }

    @Test
    @DisplayName("copes with jobs that turn out, during the pass, not to fit")
    void copesWithBlockedJobs() {
        List<QueuedJob> waiting = jobs(200);
        QueueViewFixture queue = new QueueViewFixture(waiting);
        Iterator<QueuedJob> order = policy().order(queue, NOW);
        List<QueuedJob> taken = new ArrayList<>();
        while (order.hasNext()) {
            QueuedJob job = order.next();
            taken.add(job);
            queue.block(other -> other.shape().equals(job.shape()));
        }
        assertThat(taken).doesNotHaveDuplicates().isSubsetOf(waiting);
    }

    /** Jobs of several owners, projects and shapes, mixed but always mixed alike. */
    private static List<QueuedJob> jobs(int count) {
        Random random = new Random(7);
        return LongStream.rangeClosed(1, count).mapToObj(i -> {
            int kind = random.nextInt(KINDS);
            return QueuedJobBuilder.job(i).owner("user" + kind % 4).project("project" + kind % 2)
                    .cpuMillis(500L * (1 + kind % 3)).lifespan(Duration.ofMinutes(10L * (1 + kind % 3))).build();
        }).toList();
    }

    private static List<QueuedJob> takeAll(Iterator<QueuedJob> order) {
        List<QueuedJob> all = new ArrayList<>();
        order.forEachRemaining(all::add);
        return all;
    }
}
