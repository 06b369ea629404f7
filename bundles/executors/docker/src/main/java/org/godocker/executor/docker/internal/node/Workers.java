package org.godocker.executor.docker.internal.node;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads behind the event streams, shared by all nodes: few, and with a bounded queue. */
public final class Workers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final int THREADS = 6;
    private static final int QUEUE = 10_000;
    private static final int BACKGROUND_THREADS = 2;
    private static final int BACKGROUND_QUEUE = 2_000;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads("docker-timer"));
    private final ThreadPoolExecutor pool = pool(THREADS, QUEUE, "docker-worker");
    private final ThreadPoolExecutor background = pool(BACKGROUND_THREADS, BACKGROUND_QUEUE, "docker-usage");

    public Workers() {
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static ThreadPoolExecutor pool(int size, int queue, String name) {
        ThreadPoolExecutor made = new ThreadPoolExecutor(size, size, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), threads(name));
        made.allowCoreThreadTimeOut(true);
        return made;
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Runs a task soon. @return false when the queue is full or the executor closed, then it never runs */
    boolean run(Runnable task) {
        return run(pool, task);
    }

    /** Runs a task that nobody waits for. @return false when it never runs because too many wait already */
    boolean runInBackground(Runnable task) {
        return run(background, task);
    }

    private static boolean run(ThreadPoolExecutor threads, Runnable task) {
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.error("A task of the Docker executor failed", e);
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            if (!threads.isShutdown()) {
                LOG.warn("More is going on in the Docker Engines than can be handled; {} tasks wait", threads.getQueue().size(), e);
            }
            return false;
        }
    }

    /** Runs a task later; after {@link #close} never. The task itself must be short. */
    Future<?> later(Duration delay, Runnable task) {
        try {
            return timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The Docker executor is closed; nothing is done later", e);
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Interrupts what is under way and waits a moment for it. */
    @Override
    public void close() {
        timer.shutdownNow();
        pool.shutdownNow();
        background.shutdownNow();
        try {
            if (!pool.awaitTermination(5, TimeUnit.SECONDS) || !background.awaitTermination(1, TimeUnit.SECONDS) || !timer.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.warn("Threads of the Docker executor are still busy after it was closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
