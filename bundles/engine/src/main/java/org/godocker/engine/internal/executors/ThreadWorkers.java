package org.godocker.engine.internal.executors;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workers on real threads. Queues need no bound of their own: what is put in them is bounded by the jobs that hold
 * capacity.
 */
public final class ThreadWorkers implements Workers, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadWorkers.class);

    private final Map<String, ThreadPoolExecutor> lanes = new ConcurrentHashMap<>();
    private volatile boolean closed;

    @Override
    public void run(String lane, int parallelism, Runnable work) {
        if (closed) {
            return;
        }
        ThreadPoolExecutor pool = lanes.computeIfAbsent(lane, name -> newPool(name, parallelism));
        resize(pool, parallelism);
        pool.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("Work of lane {} failed", lane, e);
            }
        });
    }

    private static void resize(ThreadPoolExecutor pool, int parallelism) {
        if (pool.getCorePoolSize() < parallelism) {
            pool.setMaximumPoolSize(parallelism);
            pool.setCorePoolSize(parallelism);
        } else if (pool.getCorePoolSize() > parallelism) {
            pool.setCorePoolSize(parallelism);
            pool.setMaximumPoolSize(parallelism);
        }
    }

    private static ThreadPoolExecutor newPool(String lane, int parallelism) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(parallelism, parallelism, 30, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "godocker-" + lane);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public void close() {
        closed = true;
        lanes.values().forEach(ThreadPoolExecutor::shutdownNow);
    }
}
