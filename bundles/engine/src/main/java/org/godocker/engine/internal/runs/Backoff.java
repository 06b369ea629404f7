package org.godocker.engine.internal.runs;

import java.time.Duration;

/** The pauses between orders that an executor is given again and again: each twice as long as the one before. */
final class Backoff {

    static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Backoff() {
    }

    static Duration after(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }
}
