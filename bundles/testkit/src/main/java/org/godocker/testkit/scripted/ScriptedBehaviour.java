package org.godocker.testkit.scripted;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.godocker.api.job.ResourceUsage;

/**
 * What a pretended container does. Start from {@link #DEFAULT} and change what matters:
 * {@code ScriptedBehaviour.DEFAULT.runningFor(Duration.ofMinutes(5)).exiting(3)}.
 *
 * @param launch      what the launch does
 * @param launchTimes how often it does so for the job before it starts as usual; counts for postponing and failing
 * @param delay       how long it runs; empty for until it is killed
 * @param exitCode    0 to 255
 * @param outOfMemory whether the kernel ends it for its memory; it then exits with 137
 * @param ignoresTerm whether it takes no notice of SIGTERM, so that a kill takes the whole grace period
 * @param reports     what becomes of the reports about it
 * @param lateBy      how much later its reports come when they are late
 * @param resynchronise whether the executor asks for a comparison of everything, for no reason, after its start
 * @param usage       what it will have used
 */
public record ScriptedBehaviour(
        Launch launch, int launchTimes, Optional<Duration> delay, int exitCode, boolean outOfMemory, boolean ignoresTerm,
        Reports reports, Duration lateBy, boolean resynchronise, ResourceUsage usage) {

    /** Starts at once, ends at once with 0, is reported as it should be. */
    public static final ScriptedBehaviour DEFAULT = new ScriptedBehaviour(Launch.START, 1, Optional.of(Duration.ZERO), 0,
            false, false, Reports.NORMAL, Duration.ZERO, false, ResourceUsage.NONE);

    /** What a launch does. */
    public enum Launch {
        /** It starts. */
        START,
        /** Refused with {@code LAUNCH_FAILED}. */
        REFUSE,
        /** Refused with {@code IMAGE_NOT_FOUND}. */
        IMAGE_NOT_FOUND,
        /** Postponed with {@code START_POSTPONED}. */
        POSTPONE,
        /** An exception; there is no container. */
        FAIL_BEFORE_CREATE,
        /** An exception; the container was made and not started. */
        FAIL_BEFORE_START,
        /** An exception; the container runs. */
        FAIL_AFTER_START,
        /** Never returns; when interrupted, an exception and no container. */
        HANG
    }

    /** What becomes of the reports about a container. */
    public enum Reports {
        /** The end is reported once. */
        NORMAL,
        /** Nothing is reported. */
        LOST,
        /** Start and end are reported, each twice. */
        TWICE,
        /** Start and end are reported late, perhaps after all is over. */
        LATE
    }

    public ScriptedBehaviour {
        Objects.requireNonNull(launch, "launch");
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(reports, "reports");
        Objects.requireNonNull(lateBy, "lateBy");
        Objects.requireNonNull(usage, "usage");
        if (exitCode < 0 || exitCode > 255) {
            throw new IllegalArgumentException("exit codes are 0 to 255: " + exitCode);
        }
        if (launchTimes < 1) {
            throw new IllegalArgumentException("launchTimes must be 1 or more: " + launchTimes);
        }
    }

    public ScriptedBehaviour launching(Launch newLaunch, int times) {
        return new ScriptedBehaviour(newLaunch, times, delay, exitCode, outOfMemory, ignoresTerm, reports, lateBy, resynchronise, usage);
    }

    public ScriptedBehaviour runningFor(Duration newDelay) {
        return new ScriptedBehaviour(launch, launchTimes, Optional.of(newDelay), exitCode, outOfMemory, ignoresTerm, reports, lateBy,
                resynchronise, usage);
    }

    public ScriptedBehaviour runningUntilKilled() {
        return new ScriptedBehaviour(launch, launchTimes, Optional.empty(), exitCode, outOfMemory, ignoresTerm, reports, lateBy,
                resynchronise, usage);
    }

    public ScriptedBehaviour exiting(int code) {
        return new ScriptedBehaviour(launch, launchTimes, delay, code, outOfMemory, ignoresTerm, reports, lateBy, resynchronise, usage);
    }

    public ScriptedBehaviour runningOutOfMemory() {
        return new ScriptedBehaviour(launch, launchTimes, delay, 137, true, ignoresTerm, reports, lateBy, resynchronise, usage);
    }

    public ScriptedBehaviour ignoringTerm() {
        return new ScriptedBehaviour(launch, launchTimes, delay, exitCode, outOfMemory, true, reports, lateBy, resynchronise, usage);
    }

    public ScriptedBehaviour reporting(Reports newReports, Duration newLateBy) {
        return new ScriptedBehaviour(launch, launchTimes, delay, exitCode, outOfMemory, ignoresTerm, newReports, newLateBy,
                resynchronise, usage);
    }

    public ScriptedBehaviour resynchronising() {
        return new ScriptedBehaviour(launch, launchTimes, delay, exitCode, outOfMemory, ignoresTerm, reports, lateBy, true, usage);
    }

    public ScriptedBehaviour using(ResourceUsage newUsage) {
        return new ScriptedBehaviour(launch, launchTimes, delay, exitCode, outOfMemory, ignoresTerm, reports, lateBy, resynchronise,
                newUsage);
    }
}
