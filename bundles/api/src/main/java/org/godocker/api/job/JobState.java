package org.godocker.api.job;

/** Where a job is in its life. Terminal states are never left, except by archiving which keeps the state. */
public enum JobState {
    /** Accepted and waiting; its reason says for what. */
    PENDING(false),
    /** Given to an executor; its container may or may not exist yet. */
    STARTING(false),
    /** Its container has been started. */
    RUNNING(false),
    /** Its container is frozen; it keeps its memory and its place on the node. */
    SUSPENDED(false),
    /** Ended by itself with exit code 0. */
    SUCCEEDED(true),
    /** Ended by itself with another exit code, or could not be started. */
    FAILED(true),
    /** Ended on somebody's request or by a watcher; the reason names the cause. */
    KILLED(true),
    /** Never ran and never will; the reason names the cause. */
    REJECTED(true),
    /** It was running, and its executor no longer knows it; how it ended cannot be told. */
    LOST(true);

    private final boolean terminal;

    JobState(boolean terminal) {
        this.terminal = terminal;
    }

    public boolean isTerminal() {
        return terminal;
    }

    /** Whether a job in this state holds capacity on a node. */
    public boolean holdsCapacity() {
        return this == STARTING || this == RUNNING || this == SUSPENDED;
    }
}
