package org.godocker.api.job;

/** Why a job is in its state. The names are part of the REST interface. */
public enum ReasonCode {
    // -- waiting
    /** Waiting for the next scheduling pass or for its turn. */
    QUEUED,
    /** No node has enough free cpu or memory now. */
    NO_CAPACITY,
    /** Every node it would fit on is kept free for a job that has waited longer. */
    CAPACITY_HELD,
    /** No node known now is large enough; it starts when one comes (back). */
    NO_NODE_LARGE_ENOUGH,
    /** The executor it asks for, or any executor, is not installed now. */
    EXECUTOR_ABSENT,
    /** The executor is there but none of its nodes can be reached. */
    EXECUTOR_UNREACHABLE,
    /** A quota policy holds it back. */
    HELD_BY_QUOTA,
    /** A watcher holds it back. */
    HELD_BY_WATCHER,
    /** The identity of its owner cannot be looked up now. */
    IDENTITY_UNAVAILABLE,
    /** The executor could not start it this time and it was queued again. */
    START_POSTPONED,
    // -- on its way
    /** Given to the executor. */
    LAUNCHING,
    /** Its container runs. */
    STARTED,
    /** Frozen on request. */
    SUSPENDED_BY_USER,
    /** Running again after having been frozen. */
    RESUMED,
    // -- ended by itself
    /** Exit code 0. */
    COMPLETED,
    /** Exit code other than 0. */
    EXIT_CODE,
    /** The container went over its memory and was ended by the kernel. */
    OUT_OF_MEMORY,
    // -- could not start
    /** The image does not exist or cannot be pulled. */
    IMAGE_NOT_FOUND,
    /** The executor refused to start it. */
    LAUNCH_FAILED,
    /** The owner's account or a granted volume is gone, so it may not run. */
    NOT_AUTHORIZED,
    /** The workspace could not be made ready; it is tried again. */
    WORKSPACE_FAILED,
    // -- ended by others
    /** Its owner asked for it. */
    KILLED_BY_OWNER,
    /** An administrator asked for it. */
    KILLED_BY_ADMINISTRATOR,
    /** It ran for its whole lifespan. */
    LIFESPAN_REACHED,
    /** A watcher ended it. */
    KILLED_BY_WATCHER,
    /** A quota policy will never let it start. */
    REJECTED_BY_QUOTA,
    /** A watcher will never let it start. */
    REJECTED_BY_WATCHER,
    /** Somebody ended or removed its container past the system. */
    CONTAINER_REMOVED,
    /** Its executor no longer knows it. */
    CONTAINER_LOST
}
