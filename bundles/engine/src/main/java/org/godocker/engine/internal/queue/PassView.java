package org.godocker.engine.internal.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.godocker.spi.scheduling.QueueGroup;
import org.godocker.spi.scheduling.QueueView;
import org.godocker.spi.scheduling.QueuedJob;

/** The queue as a policy sees it during a pass. */
final class PassView implements QueueView {

    private final QueuePass pass;
    private final int size;

    PassView(QueuePass pass, int size) {
        this.pass = pass;
        this.size = size;
    }

    @Override
    public int size() {
        return pass.step(() -> size);
    }

    @Override
    public Iterator<QueuedJob> bySubmission() {
        return new SubmissionOrder(pass);
    }

    /** Without the groups that are blocked as a whole when this is called. */
    @Override
    public Collection<QueueGroup> groups() {
        return pass.step(() -> {
            List<QueueGroup> views = new ArrayList<>();
            for (JobGroup group : pass.index().groupsByFirstJob().values()) {
                if (!pass.blocked(group)) {
                    views.add(new GroupView(pass, group));
                }
            }
            return Collections.unmodifiableList(views);
        });
    }

    @Override
    public Iterator<QueuedJob> mergedBy(Comparator<? super QueuedJob> order) {
        return new MergedOrder(pass, order);
    }
}
