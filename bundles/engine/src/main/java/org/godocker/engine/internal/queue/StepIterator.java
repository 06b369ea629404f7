package org.godocker.engine.internal.queue;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.godocker.spi.scheduling.QueuedJob;

/**
 * An iterator that looks for the next job when asked and not before, so that what has been blocked since is left out.
 * A job found by {@link #hasNext} is kept for the following {@link #next}.
 */
abstract class StepIterator implements Iterator<QueuedJob> {

    private final QueuePass pass;
    private QueuedJob found;

    StepIterator(QueuePass pass) {
        this.pass = pass;
    }

    /** The next job that is not blocked, or null at the end. */
    abstract QueuedJob find();

    @Override
    public final boolean hasNext() {
        if (found == null) {
            found = find();
        } else {
            pass.step(() -> null);
        }
        return found != null;
    }

    @Override
    public final QueuedJob next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        QueuedJob job = found;
        found = null;
        return job;
    }
}
