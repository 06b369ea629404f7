package org.godocker.engine.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobShape;
import org.godocker.spi.scheduling.QueuedJob;
import org.godocker.spi.store.LiveJob;
import org.junit.jupiter.api.Test;

class QueueIndexTest {

    private static final JobShape SMALL = QueueFixtures.shape(1000, 1 << 20);
    private static final JobShape BIG = QueueFixtures.shape(8000, 1 << 30);

    private final QueueIndex index = new QueueIndex();

    @Test
    void equalValuesAreKeptOnce() {
        index.add(QueueFixtures.job(1, "anna", "default", SMALL));
        index.add(QueueFixtures.job(2, "anna", "default", SMALL));
        index.add(QueueFixtures.job(3, "anna", "other", SMALL));
        LiveJob first = index.get(new JobId(1)).orElseThrow();
        LiveJob second = index.get(new JobId(2)).orElseThrow();
        LiveJob third = index.get(new JobId(3)).orElseThrow();
        assertThat(second.owner()).isSameAs(first.owner());
        assertThat(second.project()).isSameAs(first.project());
        assertThat(second.shape()).isSameAs(first.shape());
        assertThat(second.progress().status().reason()).isSameAs(first.progress().status().reason());
        assertThat(second.progress().status().time()).isSameAs(second.submitted());
        assertThat(third.shape()).isSameAs(first.shape());
        assertThat(third.owner()).isSameAs(first.owner());
    }

    @Test
    void aJobThatIsQueuedAgainTakesItsOldPlace() {
        for (long id : new long[] {5, 3, 9, 4}) {
            index.add(QueueFixtures.job(id, "anna", "default", SMALL));
        }
        index.add(QueueFixtures.job(1, "anna", "default", SMALL));
        index.add(QueueFixtures.job(2, "bert", "default", SMALL));
        assertThat(numbers(index)).containsExactly(1L, 2L, 3L, 4L, 5L, 9L);
    }

    @Test
    void whatHasNextFoundIsGivenOutAlthoughItWasBlockedInBetween() {
        index.add(QueueFixtures.job(1, "anna", "default", BIG));
        index.add(QueueFixtures.job(2, "anna", "default", BIG));
        try (QueuePass pass = index.openPass()) {
            Iterator<QueuedJob> jobs = pass.view().bySubmission();
            assertThat(jobs.hasNext()).isTrue();
            pass.block(BIG);
            assertThat(jobs.next().id()).isEqualTo(new JobId(1));
            assertThat(jobs.hasNext()).isFalse();
        }
    }

    @Test
    void aBlockEndsWithItsPass() {
        index.add(QueueFixtures.job(1, "anna", "default", BIG));
        try (QueuePass pass = index.openPass()) {
            pass.block(BIG);
            pass.blockOwner("anna");
            pass.block(new JobId(1));
            pass.block("anna", "default", BIG);
            assertThat(pass.view().bySubmission().hasNext()).isFalse();
            assertThat(pass.view().groups()).isEmpty();
        }
        assertThat(numbers(index)).containsExactly(1L);
    }

    @Test
    void blockingWhatDoesNotWaitDoesNothing() {
        index.add(QueueFixtures.job(1, "anna", "default", SMALL));
        try (QueuePass pass = index.openPass()) {
            pass.block(BIG);
            pass.blockOwner("nobody");
            pass.block(new JobId(7));
            pass.block("anna", "none", SMALL);
            assertThat(pass.view().bySubmission().next().id()).isEqualTo(new JobId(1));
        }
    }

    @Test
    void everythingOfAPassIsShutOnceItIsClosed() {
        index.add(QueueFixtures.job(1, "anna", "default", SMALL));
        QueuePass pass = index.openPass();
        var view = pass.view();
        var group = view.groups().iterator().next();
        pass.close();
        pass.close();
        List<Runnable> uses = List.of(view::size, view::bySubmission, view::groups,
                () -> view.mergedBy(Comparator.comparing(QueuedJob::id)), group::size, group::first, group::jobs,
                group::owner, group::project, group::shape, () -> pass.block(SMALL));
        uses.forEach(use -> assertThatThrownBy(use::run).isInstanceOf(IllegalStateException.class));
        index.remove(new JobId(1));
        assertThat(index.isEmpty()).isTrue();
    }

    /** A policy that hangs in its comparator neither holds up closing nor sees the index change afterwards. */
    @Test
    void aPolicyThatHangsDoesNotHoldUpTheEngine() throws Exception {
        for (int id = 1; id <= 100; id++) {
            index.add(QueueFixtures.job(id, "user" + id, "default", SMALL));
        }
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        ExecutorService policy = Executors.newSingleThreadExecutor();
        try {
            QueuePass pass = index.openPass();
            Future<?> order = policy.submit(() -> {
                Iterator<QueuedJob> jobs = pass.view().mergedBy((a, b) -> {
                    hanging.countDown();
                    awaitQuietly(released);
                    return a.id().compareTo(b.id());
                });
                jobs.next();
                return null;
            });
            assertThat(hanging.await(10, TimeUnit.SECONDS)).isTrue();
            pass.close();
            index.remove(new JobId(1));
            released.countDown();
            assertThatThrownBy(() -> order.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IllegalStateException.class);
        } finally {
            released.countDown();
            policy.shutdownNow();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Long> numbers(QueueIndex index) {
        List<Long> numbers = new ArrayList<>();
        try (QueuePass pass = index.openPass()) {
            pass.view().bySubmission().forEachRemaining(job -> numbers.add(job.id().number()));
        }
        return numbers;
    }
}
