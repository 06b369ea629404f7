package org.godocker.executor.docker.internal.node;

import java.util.HashMap;
import java.util.Map;
import org.godocker.spi.executor.AttemptId;

/** The launches under way on one node: at most one for each attempt, and each can be called off. */
final class Launches {

    /** A launch under way. */
    static final class Launching {

        private volatile boolean calledOff;

        /** Whether a kill or a release has come meanwhile: nothing may be started any more. */
        boolean calledOff() {
            return calledOff;
        }
    }

    private final Map<AttemptId, Launching> underWay = new HashMap<>();

    /** Waits until no other launch of the attempt is under way. */
    synchronized Launching enter(AttemptId attempt) throws InterruptedException {
        while (underWay.containsKey(attempt)) {
            wait();
        }
        Launching launching = new Launching();
        underWay.put(attempt, launching);
        return launching;
    }

    synchronized void leave(AttemptId attempt) {
        underWay.remove(attempt);
        notifyAll();
    }

    synchronized boolean contains(AttemptId attempt) {
        return underWay.containsKey(attempt);
    }

    synchronized void callOff(AttemptId attempt) {
        Launching launching = underWay.get(attempt);
        if (launching != null) {
            launching.calledOff = true;
        }
    }
}
