package org.godocker.engine.internal.loop;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.godocker.api.job.Job;
import org.godocker.engine.internal.dispatch.NodeLedger;
import org.godocker.spi.store.JobBatch;
import org.godocker.spi.store.JobStore;
import org.godocker.spi.store.LiveJob;
import org.godocker.spi.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer. Everything that changes a job is a task that runs here, one after another; what a handful of tasks
 * decided is written in one transaction, and only then their effects happen. So no lock is needed, a limit is exact
 * however many submit at once, and many clients share one flush to disk.
 *
 * <p>When the database does not take a turn, new jobs of it are refused, and what happened to existing ones is kept and
 * written before anything else is decided.
 */
public final class EngineLoop {

    /** Something to be decided. Runs on the engine thread and must not wait for anything. */
    @FunctionalInterface
    public interface Task {
        void run(Turn turn);
    }

    /** What the loop asks back for. All methods are called on the engine thread. */
    public interface Driver {

        /** Decides what should start now; called when somebody asked for a pass by {@link #wakeScheduler}. */
        void schedule(Turn turn);

        /** Carries out effects of a committed turn; must hand anything that waits to other threads. */
        void carryOut(Turn.Due due);

        /** A job has come into a terminal state, and that is on disk. */
        void ended(LiveJob job);

        /** Called after each committed turn. */
        void turned();

        /** The database holds something else than memory: everything must be read anew. */
        void rebuild();
    }

    private static final Logger LOG = LoggerFactory.getLogger(EngineLoop.class);
    private static final int TASKS_PER_TURN = 1000;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final JobStore store;
    private final JobRegistry registry;
    private final NodeLedger ledger;
    private final Clock clock;
    private final Executor thread;
    private final ScheduledExecutorService timers;
    private final Driver driver;

    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean drainPlanned = new AtomicBoolean();
    private volatile boolean schedulerAwake;
    private volatile boolean closed;
    private volatile Optional<StoreException> trouble = Optional.empty();
    private Turn unwritten;
    private volatile boolean retryDue;

    /** @param thread runs one thing at a time, in order */
    public EngineLoop(JobStore store, JobRegistry registry, NodeLedger ledger, Clock clock, Executor thread,
            ScheduledExecutorService timers, Driver driver) {
        this.store = store;
        this.registry = registry;
        this.ledger = ledger;
        this.clock = clock;
        this.thread = thread;
        this.timers = timers;
        this.driver = driver;
    }

    /** Adds a task; returns at once. Tasks posted after {@link #close} are dropped. */
    public void post(Task task) {
        if (!closed) {
            tasks.add(task);
            plan();
        }
    }

    /** Asks for a scheduling pass after the tasks that are waiting. */
    public void wakeScheduler() {
        schedulerAwake = true;
        plan();
    }

    /** Why nothing can be written now; empty when all is well. */
    public Optional<StoreException> trouble() {
        return trouble;
    }

    /** No more tasks are run after the present turn. */
    public void close() {
        closed = true;
    }

    private void plan() {
        if (!closed && drainPlanned.compareAndSet(false, true)) {
            try {
                thread.execute(this::drain);
            } catch (RejectedExecutionException e) {
                LOG.debug("The engine thread has been shut down; what was left to do is done after the next start", e);
            }
        }
    }

    private void drain() {
        drainPlanned.set(false);
        try {
            if (!closed && (unwritten == null || retryDue && write(unwritten))) {
                turn();
            }
        } catch (RuntimeException e) {
            LOG.error("The engine thread met something unexpected and goes on", e);
        }
        if (unwritten == null && (!tasks.isEmpty() || schedulerAwake)) {
            plan();
        }
    }

    private void turn() {
        Turn turn = new Turn(registry, ledger, clock.instant());
        Task task;
        for (int i = 0; i < TASKS_PER_TURN && (task = tasks.poll()) != null; i++) {
            run(task, turn);
        }
        if (write(turn) && schedulerAwake) {
            schedulerAwake = false;
            Turn pass = new Turn(registry, ledger, clock.instant());
            run(driver::schedule, pass);
            write(pass);
        }
    }

    private static void run(Task task, Turn turn) {
        try {
            task.run(turn);
        } catch (RuntimeException e) {
            LOG.error("A task of the engine failed", e);
        }
    }

    private boolean write(Turn turn) {
        unwritten = null;
        if (!commit(turn)) {
            return false;
        }
        trouble = Optional.empty();
        turn.afterCommitActions().forEach(action -> runSafely(action));
        turn.due().forEach(due -> runSafely(() -> driver.carryOut(due)));
        turn.ended().forEach(job -> runSafely(() -> driver.ended(job)));
        driver.turned();
        return true;
    }

    private static void runSafely(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("An effect of a committed turn failed", e);
        }
    }

    private boolean commit(Turn turn) {
        try {
            JobBatch batch = turn.batch(true);
            if (!batch.isEmpty()) {
                store.commit(batch);
            }
            turn.insertions().forEach(this::accepted);
            return true;
        } catch (StoreException e) {
            return commitInParts(turn, e);
        }
    }

    /** One unfit submission must not take the others with it, and none of them may hold up what happened to running jobs. */
    private boolean commitInParts(Turn turn, StoreException first) {
        if (turn.insertions().isEmpty()) {
            return keep(turn, first);
        }
        StoreException last = null;
        if (turn.hasChanges()) {
            try {
                store.commit(turn.batch(false));
            } catch (StoreException e) {
                last = e;
            }
        }
        for (Insertion insertion : turn.insertions()) {
            if (last != null && last.kind() != StoreException.Kind.DUPLICATE) {
                insertion.result().completeExceptionally(last);
                continue;
            }
            try {
                store.commit(new JobBatch(insertion.jobs(), List.of(), insertion.key().stream().toList()));
                accepted(insertion);
            } catch (StoreException e) {
                insertion.result().completeExceptionally(e);
            }
        }
        turn.insertions().clear();
        return last == null || keep(turn, last);
    }

    private boolean keep(Turn turn, StoreException e) {
        if (e.kind() == StoreException.Kind.STALE) {
            LOG.error("The database holds another version of a job than the engine; reading everything anew", e);
            turn.discard();
            driver.rebuild();
            return true;
        }
        if (trouble.isEmpty()) {
            LOG.error("The database does not take changes; they are kept and written as soon as it does", e);
        }
        trouble = Optional.of(e);
        unwritten = turn;
        retryDue = false;
        timers.schedule(this::retry, RETRY.toMillis(), TimeUnit.MILLISECONDS);
        return false;
    }

    private void retry() {
        retryDue = true;
        plan();
    }

    private void accepted(Insertion insertion) {
        for (Job job : insertion.jobs()) {
            registry.put(new LiveJob(job.id(), job.owner(), job.spec().project(), job.spec().shape(), job.submitted(),
                    job.progress(), job.version()));
        }
        insertion.result().complete(insertion.jobs());
        schedulerAwake = true;
    }
}
