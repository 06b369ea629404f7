package org.godocker.auth.local;

import org.godocker.spi.config.OptionReader;

/**
 * The options, checked.
 *
 * @param iterations     cost of a password hash made now
 * @param parallelHashes how many are worked on at once
 */
record LocalSettings(int iterations, int parallelHashes) {

    /** What OWASP asked for PBKDF2-HMAC-SHA512 in 2023. */
    static final int DEFAULT_ITERATIONS = 210_000;
    private static final int FEWEST_ITERATIONS = 100_000;
    private static final int MOST_ITERATIONS = 10_000_000;

    static LocalSettings defaults() {
        return new LocalSettings(DEFAULT_ITERATIONS, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    static LocalSettings read(OptionReader options, LocalSettings inForce) {
        LocalSettings defaults = defaults();
        return new LocalSettings(
                options.integer(LocalOptions.ITERATIONS, FEWEST_ITERATIONS, MOST_ITERATIONS, defaults.iterations, inForce.iterations),
                options.integer(LocalOptions.PARALLEL_HASHES, 1, 256, defaults.parallelHashes, inForce.parallelHashes));
    }
}
