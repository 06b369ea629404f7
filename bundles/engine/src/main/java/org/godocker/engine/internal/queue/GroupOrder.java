package org.godocker.engine.internal.queue;

import org.godocker.spi.scheduling.QueuedJob;

/** The jobs of one group by age. */
final class GroupOrder extends StepIterator {

    private final QueuePass pass;
    private final GroupCursor cursor;

    GroupOrder(QueuePass pass, JobGroup group) {
        super(pass);
        this.pass = pass;
        this.cursor = pass.step(() -> new GroupCursor(pass, group));
    }

    @Override
    QueuedJob find() {
        return pass.step(() -> cursor.advance() ? cursor.current() : null);
    }
}
