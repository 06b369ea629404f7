package org.godocker.engine.internal.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.godocker.api.job.JobId;
import org.godocker.spi.scheduling.QueuedJob;
import org.godocker.spi.store.LiveJob;

/** What {@link QueueIndex} must look like from outside, done in the plainest way. */
final class NaiveQueue {

    final Map<JobId, LiveJob> jobs = new TreeMap<>();
    private final Set<Object> blocked = new HashSet<>();

    record Group(String owner, String project, Object shape) {}

    record Owner(String login) {}

    static Group groupOf(LiveJob job) {
        return new Group(job.owner(), job.project(), job.shape());
    }

    void block(Object what) {
        blocked.add(what);
    }

    void openPass() {
        blocked.clear();
    }

    boolean blocked(LiveJob job) {
        return blocked.contains(job.id()) || blocked.contains(job.shape()) || blocked.contains(groupOf(job))
                || blocked.contains(new Owner(job.owner()));
    }

    /** Jobs sorted once; each step then looks for the next that is not blocked at that moment. */
    Iterator<QueuedJob> iterator(Comparator<QueuedJob> order, java.util.function.Predicate<LiveJob> which) {
        List<QueuedJob> sorted = new ArrayList<>(jobs.values().stream().filter(which).map(GroupCursor::queued).toList());
        sorted.sort(order.thenComparing(QueuedJob::id));
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                while (next < sorted.size() && blocked(jobs.get(sorted.get(next).id()))) {
                    next++;
                }
                return next < sorted.size();
            }

            @Override
            public QueuedJob next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return sorted.get(next++);
            }
        };
    }
}
