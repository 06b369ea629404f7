package org.godocker.engine.internal.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.godocker.spi.scheduling.QueuedJob;

/** All jobs in a policy's order, from the heads of all groups. The policy's comparator runs outside of steps. */
final class MergedOrder extends StepIterator {

    private final QueuePass pass;
    private final PriorityQueue<GroupCursor> heads;
    private GroupCursor given;

    MergedOrder(QueuePass pass, Comparator<? super QueuedJob> order) {
        super(pass);
        Objects.requireNonNull(order, "order");
        this.pass = pass;
        this.heads = new PriorityQueue<>((a, b) -> {
            int byPolicy = order.compare(a.current(), b.current());
            return byPolicy != 0 ? byPolicy : a.currentId().compareTo(b.currentId());
        });
        heads.addAll(pass.step(this::firstOfAllGroups));
    }

    private List<GroupCursor> firstOfAllGroups() {
        List<GroupCursor> cursors = new ArrayList<>();
        for (JobGroup group : pass.index().groupsByFirstJob().values()) {
            GroupCursor cursor = new GroupCursor(pass, group);
            if (cursor.advance()) {
                cursors.add(cursor);
            }
        }
        return cursors;
    }

    @Override
    QueuedJob find() {
        if (given != null) {
            GroupCursor cursor = given;
            given = null;
            advance(cursor);
        }
        while (true) {
            GroupCursor best = heads.poll();
            if (best == null) {
                return pass.step(() -> null);
            }
            if (pass.step(best::currentStands)) {
                given = best;
                return best.current();
            }
            advance(best);
        }
    }

    private void advance(GroupCursor cursor) {
        if (pass.step(cursor::advance)) {
            heads.add(cursor);
        }
    }
}
