package org.godocker.auth.local;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets few hashes be worked on at once, so that a flood of logins does not take all cpus. Safe for several threads. */
final class HashingLimit {

    private final Duration longestWait;
    private volatile Semaphore places;

    /** @param longestWait how long a caller waits for others; well below the time limit of a plugin call */
    HashingLimit(int atOnce, Duration longestWait) {
        this.longestWait = longestWait;
        configure(atOnce);
    }

    /** Takes over a new limit; work that has begun or waits goes on under the old one. */
    void configure(int atOnce) {
        places = new Semaphore(atOnce, true);
    }

    <T> T within(Supplier<T> work) throws HashingBusyException {
        Semaphore place = places;
        try {
            if (!place.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new HashingBusyException("too many passwords are being checked; try again in a few seconds", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HashingBusyException("interrupted while waiting to check a password", e);
        }
        try {
            return work.get();
        } finally {
            place.release();
        }
    }
}
