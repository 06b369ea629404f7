package org.godocker.engine.internal.queue;

import java.util.Iterator;
import org.godocker.api.job.JobId;
import org.godocker.spi.scheduling.QueuedJob;
import org.godocker.spi.store.LiveJob;

/** A place in one group during one pass. All methods only within a step of the pass, but for {@link #current}. */
final class GroupCursor {

    private final QueuePass pass;
    private final JobGroup group;
    private final Iterator<LiveJob> jobs;
    private QueuedJob current;

    GroupCursor(QueuePass pass, JobGroup group) {
        this.pass = pass;
        this.group = group;
        this.jobs = group.jobs.values().iterator();
    }

    /** Goes to the next job that is not blocked; false at the end or when the whole group is blocked. */
    boolean advance() {
        while (!pass.blocked(group) && jobs.hasNext()) {
            LiveJob job = jobs.next();
            if (!pass.blocked(job.id())) {
                current = queued(job);
                return true;
            }
        }
        return false;
    }

    /** Whether the current job, found some time ago, may still be given out. */
    boolean currentStands() {
        return !pass.blocked(group) && !pass.blocked(current.id());
    }

    /** The job of the last {@link #advance} that was true. */
    QueuedJob current() {
        return current;
    }

    JobId currentId() {
        return current.id();
    }

    static QueuedJob queued(LiveJob job) {
        return new QueuedJob(job.id(), job.owner(), job.project(), job.shape(), job.submitted(), job.progress().attempt());
    }
}
