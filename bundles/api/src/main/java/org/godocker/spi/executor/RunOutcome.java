package org.godocker.spi.executor;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.godocker.api.job.ResourceUsage;

/**
 * How a container ended.
 *
 * @param exitCode    0 to 255; 137 for anything ended by SIGKILL
 * @param outOfMemory whether the kernel ended it because it went over its memory
 * @param started     when it started, when known
 * @param ended       when it ended
 * @param usage       what it used
 */
public record RunOutcome(int exitCode, boolean outOfMemory, Optional<Instant> started, Instant ended, ResourceUsage usage) {

    public RunOutcome {
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(ended, "ended");
        Objects.requireNonNull(usage, "usage");
    }
}
