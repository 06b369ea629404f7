package org.godocker.spi.watcher;

import java.time.Instant;
import java.util.Objects;
import org.godocker.api.job.Placement;
import org.godocker.spi.scheduling.QueuedJob;

/**
 * A job whose container runs.
 *
 * @param job       what was waiting before
 * @param placement where it runs
 * @param started   when this attempt started
 */
public record RunningJob(QueuedJob job, Placement placement, Instant started) {

    public RunningJob {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(placement, "placement");
        Objects.requireNonNull(started, "started");
    }
}
