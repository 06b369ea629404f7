package org.godocker.engine.internal.lifecycle;

/**
 * What must be done after a transition has been committed. The order of the constants is the order in which the effects
 * of one transition are carried out.
 */
public enum JobEffect {
    /** Ask the executor to start the container of the present attempt. */
    LAUNCH,
    /** Ask the executor to end the container, again and again until the end is seen. */
    KILL_CONTAINER,
    /** Ask the executor to freeze the container. */
    SUSPEND_CONTAINER,
    /** Ask the executor to let the container go on. */
    RESUME_CONTAINER,
    /** Tell the watchers that the container runs, and ask them how long it may. */
    WATCH,
    /** Tell the watchers that the container has ended. */
    UNWATCH,
    /** Ask the executor to remove the container of the attempt that is over. */
    RELEASE_CONTAINER
}
