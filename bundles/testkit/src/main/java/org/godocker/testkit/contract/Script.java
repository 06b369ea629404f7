package org.godocker.testkit.contract;

import java.time.Duration;
import java.util.Objects;

/**
 * What a container shall do in a contract test: sleep, then exit.
 *
 * @param sleep       zero or more, whole seconds
 * @param exitCode    0 to 255
 * @param ignoresTerm whether it takes no notice of SIGTERM
 */
public record Script(Duration sleep, int exitCode, boolean ignoresTerm) {

    public Script {
        Objects.requireNonNull(sleep, "sleep");
    }

    /** Exits at once. */
    public static Script exit(int code) {
        return new Script(Duration.ZERO, code, false);
    }

    /** Sleeps, then exits with 0. */
    public static Script sleep(Duration time) {
        return new Script(time, 0, false);
    }

    /** Sleeps and takes no notice of SIGTERM. */
    public static Script sleepDeaf(Duration time) {
        return new Script(time, 0, true);
    }

    /** The same as lines for {@code sh}, for executors that run shell scripts. */
    public String shell() {
        return (ignoresTerm ? "trap '' TERM\n" : "") + (sleep.isZero() ? "" : "sleep " + sleep.toSeconds() + "\n")
                + "exit " + exitCode + "\n";
    }
}
