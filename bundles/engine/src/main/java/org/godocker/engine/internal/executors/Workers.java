package org.godocker.engine.internal.executors;

/** Threads for what may wait: launches, kills, looks at nodes. Each lane has its own, so that one cannot starve another. */
public interface Workers {

    /**
     * Runs work some time soon; returns at once.
     *
     * @param lane        name of the group of threads
     * @param parallelism how many of the lane's works may run at once, 1 or more
     */
    void run(String lane, int parallelism, Runnable work);
}
