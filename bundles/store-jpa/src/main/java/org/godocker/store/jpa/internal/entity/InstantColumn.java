package org.godocker.store.jpa.internal.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * Times as whole numbers: nanoseconds since 1970-01-01T00:00Z. Exact, the same on every database and free of time zones.
 * Holds 1677 to 2262; what is outside is kept as the nearest end.
 */
public final class InstantColumn {

    private static final long SECOND = 1_000_000_000L;
    private static final Instant FIRST = read(Long.MIN_VALUE);
    private static final Instant LAST = read(Long.MAX_VALUE);

    private InstantColumn() {
    }

    public static long write(Instant time) {
        if (time.isAfter(LAST)) {
            return Long.MAX_VALUE;
        }
        if (time.isBefore(FIRST)) {
            return Long.MIN_VALUE;
        }
        // Seconds below zero times 10^9 may pass the end of a long although the sum does not.
        return time.getEpochSecond() >= 0
                ? time.getEpochSecond() * SECOND + time.getNano()
                : (time.getEpochSecond() + 1) * SECOND + (time.getNano() - SECOND);
    }

    /** @return null for empty */
    public static Long write(Optional<Instant> time) {
        return time.map(InstantColumn::write).orElse(null);
    }

    public static Instant read(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    /** @param nanos null for empty */
    public static Optional<Instant> read(Long nanos) {
        return nanos == null ? Optional.empty() : Optional.of(read(nanos.longValue()));
    }
}
