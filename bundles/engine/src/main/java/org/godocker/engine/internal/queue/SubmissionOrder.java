package org.godocker.engine.internal.queue;

import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import org.godocker.spi.scheduling.QueuedJob;

/**
 * All jobs by age. Groups are entered one after the other, in the order of their first jobs and only when it comes to
 * them; the few that have been entered stand in a heap.
 */
final class SubmissionOrder extends StepIterator {

    private final QueuePass pass;
    private final Iterator<JobGroup> notEntered;
    private final PriorityQueue<GroupCursor> entered = new PriorityQueue<>(Comparator.comparing(GroupCursor::currentId));
    private JobGroup nextToEnter;
    private GroupCursor given;

    SubmissionOrder(QueuePass pass) {
        super(pass);
        this.pass = pass;
        this.notEntered = pass.step(() -> pass.index().groupsByFirstJob().values().iterator());
    }

    @Override
    QueuedJob find() {
        return pass.step(this::findWithinStep);
    }

    private QueuedJob findWithinStep() {
        if (given != null) {
            enter(given);
            given = null;
        }
        while (true) {
            if (nextToEnter == null && notEntered.hasNext()) {
                nextToEnter = notEntered.next();
            }
            GroupCursor oldest = entered.peek();
            if (nextToEnter != null && (oldest == null || nextToEnter.firstId().compareTo(oldest.currentId()) < 0)) {
                enter(new GroupCursor(pass, nextToEnter));
                nextToEnter = null;
            } else if (oldest == null) {
                return null;
            } else {
                entered.remove();
                if (oldest.currentStands()) {
                    given = oldest;
                    return oldest.current();
                }
                enter(oldest);
            }
        }
    }

    private void enter(GroupCursor cursor) {
        if (cursor.advance()) {
            entered.add(cursor);
        }
    }
}
