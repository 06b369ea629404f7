package org.godocker.engine.internal.account;

/** How many jobs users have that have not ended; implemented by the part of the engine that keeps the jobs. */
@FunctionalInterface
public interface LiveJobCounts {

    /** Called when an account is to be removed, on any thread; must answer from memory. */
    long live(String login);
}
