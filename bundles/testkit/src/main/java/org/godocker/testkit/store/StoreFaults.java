package org.godocker.testkit.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.godocker.spi.store.JobBatch;
import org.godocker.spi.store.StoreException;

/**
 * Faults of an {@link InMemoryJobStore} to order. May be used from any thread; faults that come one by one are used up
 * in the order in which they were asked for.
 */
public final class StoreFaults {

    /** What happens to one commit. */
    private record CommitFault(StoreException.Kind kind, boolean written) {
    }

    private final Deque<CommitFault> commits = new ArrayDeque<>();
    private Optional<StoreException.Kind> outage = Optional.empty();
    private Consumer<JobBatch> beforeCommit = batch -> { };

    StoreFaults() {
    }

    /** The next commit writes nothing and fails. */
    public synchronized StoreFaults failNextCommit(StoreException.Kind kind) {
        commits.add(new CommitFault(kind, false));
        return this;
    }

    /** The next commit is written, but its answer is lost: the caller sees {@code UNAVAILABLE}. */
    public synchronized StoreFaults loseNextAnswer() {
        commits.add(new CommitFault(StoreException.Kind.UNAVAILABLE, true));
        return this;
    }

    /** From now on there is no room: whatever writes fails with {@code FULL}, reading goes on. */
    public synchronized StoreFaults diskFull() {
        outage = Optional.of(StoreException.Kind.FULL);
        return this;
    }

    /** From now on nothing answers: everything fails with {@code UNAVAILABLE}. */
    public synchronized StoreFaults down() {
        outage = Optional.of(StoreException.Kind.UNAVAILABLE);
        return this;
    }

    /** Ends {@link #diskFull} and {@link #down} and forgets ordered commit faults. */
    public synchronized StoreFaults healed() {
        outage = Optional.empty();
        commits.clear();
        return this;
    }

    /** Called with each batch before it is looked at, on the committing thread; to count, to wait, or to throw. */
    public synchronized StoreFaults beforeCommit(Consumer<JobBatch> hook) {
        beforeCommit = hook;
        return this;
    }

    synchronized Consumer<JobBatch> commitHook() {
        return beforeCommit;
    }

    synchronized void checkReading() {
        if (outage.equals(Optional.of(StoreException.Kind.UNAVAILABLE))) {
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "ordered fault: the store does not answer", null);
        }
    }

    synchronized void checkWriting() {
        checkReading();
        if (outage.equals(Optional.of(StoreException.Kind.FULL))) {
            throw new StoreException(StoreException.Kind.FULL, "ordered fault: no room", null);
        }
    }

    /** Applies the next commit fault to a commit. */
    void around(Runnable write) {
        CommitFault fault;
        synchronized (this) {
            fault = commits.poll();
        }
        if (fault == null || fault.written()) {
            write.run();
        }
        if (fault != null) {
            throw new StoreException(fault.kind(), "ordered fault on a commit", null);
        }
    }
}
