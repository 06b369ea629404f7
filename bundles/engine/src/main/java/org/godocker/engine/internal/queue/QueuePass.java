package org.godocker.engine.internal.queue;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobShape;
import org.godocker.spi.scheduling.QueueView;

/**
 * One scheduling pass over a {@link QueueIndex} that stands still meanwhile. The engine's thread opens, blocks and
 * closes; the view may be used by the thread of a policy.
 *
 * <p>Every look into the index is one short step under {@link #step}, and closing is such a step too: once
 * {@link #close} has returned, a policy that is late finds the door shut and never sees the index change. No code of a
 * policy runs inside a step, so a policy that hangs cannot hold the engine up.
 */
public final class QueuePass implements AutoCloseable {

    private final QueueIndex index;
    private final long number;
    private final Set<JobId> blockedJobs = new HashSet<>();
    private final QueueView view;
    private boolean closed;

    QueuePass(QueueIndex index, long number) {
        this.index = index;
        this.number = number;
        this.view = new PassView(this, index.size());
    }

    /** What policies see; unusable once the pass is closed. */
    public QueueView view() {
        return view;
    }

    /**
     * From now on all iterators of this pass leave out jobs of a shape, because it fits nowhere now. An iterator that
     * has already answered {@code hasNext()} still gives out the job it then found.
     */
    public void block(JobShape shape) {
        step(() -> {
            index.shape(shape).ifPresent(tally -> tally.blockedInPass = number);
            return null;
        });
    }

    /** Leaves out one job, as {@link #block(JobShape)} does for a shape. */
    public void block(JobId job) {
        step(() -> blockedJobs.add(Objects.requireNonNull(job, "job")));
    }

    /** Leaves out the jobs of a group, as {@link #block(JobShape)} does for a shape. */
    public void block(String owner, String project, JobShape shape) {
        step(() -> {
            index.group(owner, project, shape).ifPresent(group -> group.blockedInPass = number);
            return null;
        });
    }

    /** Leaves out all jobs of a user, as {@link #block(JobShape)} does for a shape. */
    public void blockOwner(String owner) {
        step(() -> {
            index.owner(owner).ifPresent(tally -> tally.blockedInPass = number);
            return null;
        });
    }

    /** Ends the pass; may be called again without effect. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        index.passClosed(this);
    }

    /** One step of reading the index or changing what is blocked; nothing of a policy may be called by {@code action}. */
    <T> T step(Supplier<T> action) {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the scheduling pass is over");
            }
            return action.get();
        }
    }

    /** Only within a step. */
    boolean blocked(JobGroup group) {
        return group.blockedIn(number);
    }

    /** Only within a step. */
    boolean blocked(JobId job) {
        return !blockedJobs.isEmpty() && blockedJobs.contains(job);
    }

    /** Only within a step. */
    QueueIndex index() {
        return index;
    }
}
