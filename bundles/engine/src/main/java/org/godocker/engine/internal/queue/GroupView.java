package org.godocker.engine.internal.queue;

import java.util.Iterator;
import org.godocker.api.job.JobShape;
import org.godocker.spi.scheduling.QueueGroup;
import org.godocker.spi.scheduling.QueuedJob;

/** A group as a policy sees it during a pass. */
final class GroupView implements QueueGroup {

    private final QueuePass pass;
    private final JobGroup group;

    GroupView(QueuePass pass, JobGroup group) {
        this.pass = pass;
        this.group = group;
    }

    @Override
    public String owner() {
        return pass.step(() -> group.owner.login);
    }

    @Override
    public String project() {
        return pass.step(() -> group.project);
    }

    @Override
    public JobShape shape() {
        return pass.step(() -> group.shape.shape);
    }

    @Override
    public int size() {
        return pass.step(group.jobs::size);
    }

    @Override
    public QueuedJob first() {
        return pass.step(() -> GroupCursor.queued(group.jobs.firstEntry().getValue()));
    }

    @Override
    public Iterator<QueuedJob> jobs() {
        return new GroupOrder(pass, group);
    }
}
