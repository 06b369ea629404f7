package org.godocker.testkit.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.godocker.api.job.JobShape;
import org.godocker.spi.scheduling.QueueGroup;
import org.godocker.spi.scheduling.QueueView;
import org.godocker.spi.scheduling.QueuedJob;

/**
 * A queue to show to a policy, simple rather than fast, with the rules of the engine's: it can learn during a pass that
 * jobs cannot start, and is of no use after the pass. It counts what is taken from it. Not for use by several threads.
 */
public final class QueueViewFixture implements QueueView, AutoCloseable {

    private record GroupKey(String owner, String project, JobShape shape) {
    }

    private final List<QueuedJob> jobs;
    private final Map<GroupKey, List<QueuedJob>> grouped = new LinkedHashMap<>();
    private Predicate<QueuedJob> blocked = job -> false;
    private long taken;
    private boolean closed;

    /** @param jobs in any order */
    public QueueViewFixture(Collection<QueuedJob> jobs) {
        this.jobs = jobs.stream().sorted(Comparator.comparing(QueuedJob::id)).toList();
        this.jobs.forEach(job -> grouped.computeIfAbsent(new GroupKey(job.owner(), job.project(), job.shape()),
                key -> new ArrayList<>()).add(job));
    }

    /** From now on iterators leave these out: they are known not to fit anywhere in this pass. */
    public void block(Predicate<QueuedJob> condition) {
        blocked = blocked.or(condition);
    }

    /** How many jobs iterators have handed out, and heads of groups were looked at, so far. */
    public long taken() {
        return taken;
    }

    /** The pass is over. */
    @Override
    public void close() {
        closed = true;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the pass is over");
        }
    }

    @Override
    public int size() {
        checkOpen();
        return jobs.size();
    }

    @Override
    public Iterator<QueuedJob> bySubmission() {
        checkOpen();
        return new Unblocked(jobs.iterator());
    }

    @Override
    public Collection<QueueGroup> groups() {
        checkOpen();
        return grouped.entrySet().stream().map(e -> (QueueGroup) new Group(e.getKey(), e.getValue())).toList();
    }

    @Override
    public Iterator<QueuedJob> mergedBy(Comparator<? super QueuedJob> order) {
        checkOpen();
        return new Merged(order);
    }

    /** Leaves out what is blocked by the time it would be handed out. */
    private final class Unblocked implements Iterator<QueuedJob> {

        private final Iterator<QueuedJob> all;
        private QueuedJob next;

        Unblocked(Iterator<QueuedJob> all) {
            this.all = all;
        }

        @Override
        public boolean hasNext() {
            checkOpen();
            while ((next == null || blocked.test(next)) && all.hasNext()) {
                next = all.next();
            }
            return next != null && !blocked.test(next);
        }

        @Override
        public QueuedJob next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            QueuedJob job = next;
            next = null;
            taken++;
            return job;
        }
    }

    private final class Group implements QueueGroup {

        private final GroupKey key;
        private final List<QueuedJob> members;

        Group(GroupKey key, List<QueuedJob> members) {
            this.key = key;
            this.members = members;
        }

        @Override
        public String owner() {
            return key.owner();
        }

        @Override
        public String project() {
            return key.project();
        }

        @Override
        public JobShape shape() {
            return key.shape();
        }

        @Override
        public int size() {
            checkOpen();
            return members.size();
        }

        @Override
        public QueuedJob first() {
            checkOpen();
            taken++;
            return members.get(0);
        }

        @Override
        public Iterator<QueuedJob> jobs() {
            checkOpen();
            return new Unblocked(members.iterator());
        }
    }

    private final class Merged implements Iterator<QueuedJob> {

        private record Head(QueuedJob job, Unblocked rest) {
        }

        private final PriorityQueue<Head> heads;

        Merged(Comparator<? super QueuedJob> order) {
            heads = new PriorityQueue<>((a, b) -> {
                int byOrder = order.compare(a.job(), b.job());
                return byOrder != 0 ? byOrder : a.job().id().compareTo(b.job().id());
            });
            grouped.values().forEach(members -> advance(new Unblocked(members.iterator())));
        }

        private void advance(Unblocked rest) {
            if (rest.hasNext()) {
                heads.add(new Head(rest.next(), rest));
            }
        }

        @Override
        public boolean hasNext() {
            checkOpen();
            while (!heads.isEmpty() && blocked.test(heads.peek().job())) {
                advance(heads.remove().rest());
            }
            return !heads.isEmpty();
        }

        @Override
        public QueuedJob next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Head head = heads.remove();
            advance(head.rest());
            return head.job();
        }
    }
}
