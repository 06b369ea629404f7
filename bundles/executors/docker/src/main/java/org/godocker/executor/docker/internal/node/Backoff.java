package org.godocker.executor.docker.internal.node;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Growing pauses between tries, bounded, with a random part so that many servers do not come back at the same moment. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final DoubleSupplier random;
    private Duration next = FIRST;

    /** @param random gives numbers from 0 to 1 */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /** The pause before the next try: half of the step certain, half of it random. */
    Duration next() {
        Duration step = next;
        next = step.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : step.multipliedBy(2);
        return Duration.ofMillis((long) (step.toMillis() * (0.5 + 0.5 * random.getAsDouble())));
    }

    void reset() {
        next = FIRST;
    }
}
