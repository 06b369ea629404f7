package org.godocker.rest.internal.job;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.godocker.rest.internal.problem.BrokenOffException;

/** One request that follows output. */
final class Follower implements AutoCloseable {

    private final String login;
    private final Clock clock;
    private final Consumer<Follower> giveBack;
    private Instant lastHeard;
    private Thread reader;
    private boolean ended;

    Follower(String login, Clock clock, Consumer<Follower> giveBack) {
        this.login = login;
        this.clock = clock;
        this.giveBack = giveBack;
        this.lastHeard = clock.instant();
    }

    String login() {
        return login;
    }

    /** When the client last took something, which proves that it was there. */
    synchronized Instant lastHeard() {
        return lastHeard;
    }

    synchronized void heard() {
        lastHeard = clock.instant();
    }

    /**
     * Reads what comes next, waiting for it.
     *
     * @return bytes read, -1 at the end
     * @throws BrokenOffException when it cannot be read, or was ended to make room
     */
    int read(InputStream output, byte[] buffer) {
        begin();
        try {
            return output.read(buffer);
        } catch (IOException e) {
            throw new BrokenOffException("the output of a job could not be read", e);
        } finally {
            finish();
        }
    }

    private synchronized void begin() {
        reader = Thread.currentThread();
        if (ended) {
            throw madeRoom();
        }
    }

    private synchronized void finish() {
        reader = null;
        if (ended) {
            // The interrupt was meant for the reading alone; why it was broken off matters more than how.
            Thread.interrupted();
            throw madeRoom();
        }
    }

    private static BrokenOffException madeRoom() {
        return new BrokenOffException("a follower that was silent the longest made room for another", null);
    }

    /** Ends it from another thread. */
    synchronized void end() {
        ended = true;
        if (reader != null) {
            reader.interrupt();
        }
    }

    @Override
    public void close() {
        giveBack.accept(this);
    }
}
