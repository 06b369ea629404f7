package org.godocker.engine.internal.account;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.godocker.api.error.UnavailableException;

/** Lets few password checks run at once and few wait, so that a flood of logins takes neither all cpus nor all threads. */
final class LoginGate {

    private final Semaphore places;
    private final int mostWaiting;
    private final Duration longestWait;

    /**
     * @param places      how many checks run at once
     * @param mostWaiting how many callers may wait for a place; more are refused at once
     * @param longestWait how long a caller waits before he is refused
     */
    LoginGate(int places, int mostWaiting, Duration longestWait) {
        this.places = new Semaphore(places, true);
        this.mostWaiting = mostWaiting;
        this.longestWait = longestWait;
    }

    /** @throws UnavailableException when too many others check passwords */
    <T> T pass(Supplier<T> check) {
        enter();
        try {
            return check.get();
        } finally {
            places.release();
        }
    }

    private void enter() {
        try {
            if (places.tryAcquire()) {
                return;
            }
            if (places.getQueueLength() < mostWaiting
                    && places.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("the server is stopping", e);
        }
        throw new UnavailableException("too many logins at once; try again in a few seconds");
    }

    /** How many wait for a place now. */
    int waiting() {
        return places.getQueueLength();
    }
}
