package org.godocker.api.job;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * When a job that did not end well is started again by itself, as a new attempt under the same number.
 *
 * @param times       how often at most, all causes together, 0 to {@link #MAX_TIMES}; a node that fails always counts as a
 *                    cause
 * @param outOfMemory whether running out of memory is a cause, and how much more the next attempt gets
 * @param exitCodes   exit codes that are a cause, each 1 to 255
 */
public record Retry(int times, Optional<MemoryRaise> outOfMemory, Set<Integer> exitCodes) {

    public static final int MAX_TIMES = 10;

    /** Never. */
    public static final Retry NONE = new Retry(0, Optional.empty(), Set.of());

    public Retry {
        if (times < 0 || times > MAX_TIMES) {
            throw new IllegalArgumentException("a job is retried 0 to " + MAX_TIMES + " times: " + times);
        }
        Objects.requireNonNull(outOfMemory, "outOfMemory");
        // Sorted, so that equal rules read alike wherever they are written.
        exitCodes = Collections.unmodifiableSortedSet(new TreeSet<>(exitCodes));
    }

    /**
     * How the memory grows after running out of it.
     *
     * @param factor the next attempt gets this many times as much, 1 or more
     * @param limit  but never more than this, in bytes
     */
    public record MemoryRaise(BigDecimal factor, long limit) {

        public MemoryRaise {
            if (factor.compareTo(BigDecimal.ONE) < 0) {
                throw new IllegalArgumentException("memory never shrinks on a retry: " + factor);
            }
            if (limit < 1) {
                throw new IllegalArgumentException("a limit of memory is positive: " + limit);
            }
        }
    }
}
