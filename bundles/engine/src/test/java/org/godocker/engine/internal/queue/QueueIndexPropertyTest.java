package org.godocker.engine.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobShape;
import org.godocker.spi.scheduling.QueueGroup;
import org.godocker.spi.scheduling.QueuedJob;
import org.godocker.spi.store.LiveJob;

/** Random histories of the index beside {@link NaiveQueue}. A failure prints jqwik's seed and the seed of the history. */
class QueueIndexPropertyTest {

    private static final String[] OWNERS = {"anna", "bert", "cleo", "dora"};
    private static final String[] PROJECTS = {"default", "genome"};
    private static final List<JobShape> SHAPES = List.of(QueueFixtures.shape(500, 1 << 20),
            QueueFixtures.shape(1000, 1 << 20), QueueFixtures.shape(1000, 4 << 20), QueueFixtures.shape(8000, 1 << 30));

    /** Orders a policy may use: nothing but owner, project, shape and age, older first within a group. */
    private static final List<Comparator<QueuedJob>> ORDERS = List.of(
            Comparator.comparing(QueuedJob::id),
            Comparator.comparing(QueuedJob::owner),
            Comparator.comparing(QueuedJob::owner).reversed().thenComparing(QueuedJob::id),
            Comparator.comparing((QueuedJob j) -> j.shape().resources().memoryBytes()).thenComparing(QueuedJob::submitted),
            (a, b) -> 0);

    private final QueueIndex index = new QueueIndex();
    private final NaiveQueue model = new NaiveQueue();

    @Property(tries = 400)
    void looksLikeTheNaiveQueueAllTheTime(@ForAll long history, @ForAll @IntRange(min = 1, max = 60) int steps) {
        Random random = new Random(history);
        for (int step = 0; step < steps; step++) {
            change(random);
            if (random.nextInt(3) == 0) {
                pass(random);
            }
            compareFigures();
        }
    }

    private void change(Random random) {
        for (int i = random.nextInt(8); i >= 0; i--) {
            JobId id = new JobId(1 + random.nextInt(80));
            LiveJob waiting = model.jobs.get(id);
            if (waiting == null) {
                LiveJob job = QueueFixtures.job(id.number(), pick(OWNERS, random), pick(PROJECTS, random),
                        SHAPES.get(random.nextInt(SHAPES.size())));
                model.jobs.put(id, job);
                assertThat(index.remove(id)).isEmpty();
                assertThat(index.replace(job)).isEmpty();
                index.add(job);
            } else if (random.nextInt(4) == 0) {
                LiveJob newer = waiting.next(JobProgress.submitted(waiting.submitted().plusSeconds(random.nextInt(3))));
                model.jobs.put(id, newer);
                assertThat(index.replace(newer)).contains(waiting);
            } else {
                model.jobs.remove(id);
                assertThatThrownBy(() -> index.add(waiting)).isInstanceOf(IllegalArgumentException.class);
                assertThat(index.remove(id)).contains(waiting);
            }
        }
    }

    /** Several iterators at once, taken from in turns while jobs, groups, users and shapes get blocked. */
    private void pass(Random random) {
        model.openPass();
        QueuePass pass = index.openPass();
        assertThat(pass.view().size()).isEqualTo(model.jobs.size());
        List<Iterator<QueuedJob>> real = new ArrayList<>();
        List<Iterator<QueuedJob>> expected = new ArrayList<>();
        open(pass, random, real, expected);
        for (int i = 10 + random.nextInt(200); i > 0; i--) {
            int which = random.nextInt(real.size());
            assertThat(real.get(which).hasNext()).isEqualTo(expected.get(which).hasNext());
            if (expected.get(which).hasNext()) {
                QueuedJob job = real.get(which).next();
                assertThat(job).isEqualTo(expected.get(which).next());
                if (random.nextInt(5) == 0) {
                    block(pass, model.jobs.get(job.id()), random);
                }
            } else if (random.nextInt(4) == 0) {
                open(pass, random, real, expected);
            }
        }
        compareGroups(pass);
        assertThatThrownBy(() -> index.remove(new JobId(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(index::openPass).isInstanceOf(IllegalStateException.class);
        pass.close();
        real.forEach(it -> assertThatThrownBy(it::hasNext).isInstanceOf(IllegalStateException.class));
        real.forEach(it -> assertThatThrownBy(it::next).isInstanceOf(IllegalStateException.class));
    }

    private void open(QueuePass pass, Random random, List<Iterator<QueuedJob>> real, List<Iterator<QueuedJob>> expected) {
        real.add(pass.view().bySubmission());
        expected.add(model.iterator(ORDERS.get(0), job -> true));
        Comparator<QueuedJob> order = ORDERS.get(random.nextInt(ORDERS.size()));
        real.add(pass.view().mergedBy(order));
        expected.add(model.iterator(order, job -> true));
        for (QueueGroup group : pass.view().groups()) {
            if (random.nextInt(4) == 0) {
                real.add(group.jobs());
                NaiveQueue.Group key = new NaiveQueue.Group(group.owner(), group.project(), group.shape());
                expected.add(model.iterator(ORDERS.get(0), job -> NaiveQueue.groupOf(job).equals(key)));
            }
        }
    }

    private void block(QueuePass pass, LiveJob job, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> {
                pass.block(job.shape());
                model.block(job.shape());
            }
            case 1 -> {
                JobId id = pick(model.jobs.keySet().toArray(JobId[]::new), random);
                pass.block(id);
                model.block(id);
            }
            case 2 -> {
                pass.block(job.owner(), job.project(), job.shape());
                model.block(NaiveQueue.groupOf(job));
            }
            default -> {
                pass.blockOwner(job.owner());
                model.block(new NaiveQueue.Owner(job.owner()));
            }
        }
    }

    private void compareGroups(QueuePass pass) {
        Set<NaiveQueue.Group> seen = new HashSet<>();
        for (QueueGroup group : pass.view().groups()) {
            NaiveQueue.Group key = new NaiveQueue.Group(group.owner(), group.project(), group.shape());
            List<LiveJob> members = model.jobs.values().stream().filter(j -> NaiveQueue.groupOf(j).equals(key)).toList();
            assertThat(seen.add(key)).isTrue();
            assertThat(group.size()).isEqualTo(members.size());
            assertThat(group.first()).isEqualTo(GroupCursor.queued(members.get(0)));
        }
        model.jobs.values().stream().filter(job -> !model.blocked(job))
                .forEach(job -> assertThat(seen).contains(NaiveQueue.groupOf(job)));
    }

    private void compareFigures() {
        assertThat(index.size()).isEqualTo(model.jobs.size());
        for (String owner : OWNERS) {
            List<LiveJob> own = model.jobs.values().stream().filter(j -> j.owner().equals(owner)).toList();
            assertThat(index.pending(owner)).isEqualTo(own.size());
            assertThat(index.jobsOf(owner)).isEqualTo(own);
        }
        List<LiveJob> all = new ArrayList<>();
        index.forEach(all::add);
        assertThat(all).containsExactlyInAnyOrderElementsOf(model.jobs.values());
        all.forEach(job -> assertThat(index.get(job.id())).contains(job));
        assertThat(index.smallestCpuMillis()).isEqualTo(model.jobs.values().stream()
                .mapToLong(j -> j.shape().resources().cpuMillis()).min().orElse(Long.MAX_VALUE));
        assertThat(index.smallestMemoryBytes()).isEqualTo(model.jobs.values().stream()
                .mapToLong(j -> j.shape().resources().memoryBytes()).min().orElse(Long.MAX_VALUE));
        for (JobShape shape : SHAPES) {
            long cpu = shape.resources().cpuMillis();
            long memory = shape.resources().memoryBytes();
            boolean someFits = model.jobs.values().stream().map(j -> j.shape().resources())
                    .anyMatch(r -> r.cpuMillis() <= cpu && r.memoryBytes() <= memory);
            assertThat(index.nothingCanFit(cpu, memory) && someFits).as("a pass is never skipped wrongly").isFalse();
        }
    }

    private static <T> T pick(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }
}
