package org.godocker.rest.internal.json;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times as they are sent: ISO 8601 in UTC, to the millisecond. */
public final class Times {

    private Times() {
    }

    public static String format(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** @return null for none */
    public static String format(Optional<Instant> time) {
        return time.map(Times::format).orElse(null);
    }
}
