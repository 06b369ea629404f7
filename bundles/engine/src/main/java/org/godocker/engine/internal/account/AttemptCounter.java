package org.godocker.engine.internal.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Counts wrong passwords by a key and says how long the key has to wait: not at all for the first few, then a time that
 * doubles with each wrong one. A key that was quiet for a while starts anew. Its user guards it against other threads.
 */
final class AttemptCounter<K> {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofMinutes(15);

    private record Count(int wrong, Instant last, Instant waitsUntil) {
    }

    private final int free;
    private final Duration longestWait;
    private final Map<K, Count> counts;

    /**
     * @param free        how many wrong passwords are let pass before the first wait
     * @param longestWait at which waits stop growing
     * @param capacity    most keys remembered
     */
    AttemptCounter(int free, Duration longestWait, int capacity) {
        this.free = free;
        this.longestWait = longestWait;
        this.counts = new BoundedMap<>(capacity);
    }

    /** How long the key still has to wait, zero for not at all. */
    Duration wait(K key, Instant now) {
        Count count = counts.get(key);
        return count == null || !now.isBefore(count.waitsUntil) ? Duration.ZERO : Duration.between(now, count.waitsUntil);
    }

    /** Counts one more wrong password. @return the wait it leads to, zero for none */
    Duration wrong(K key, Instant now) {
        Count before = counts.get(key);
        int wrong = before == null || now.isAfter(before.last.plus(QUIET)) ? 1 : Math.min(before.wrong + 1, Integer.MAX_VALUE - 1);
        Duration wait = waitAfter(wrong);
        counts.put(key, new Count(wrong, now, now.plus(wait)));
        return wait;
    }

    private Duration waitAfter(int wrong) {
        if (wrong < free) {
            return Duration.ZERO;
        }
        // Beyond 2^20 seconds every sensible limit has been reached; the shift must not overflow.
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(wrong - free, 20));
        return wait.compareTo(longestWait) > 0 ? longestWait : wait;
    }

    void reset(K key) {
        counts.remove(key);
    }

    int size() {
        return counts.size();
    }
}
