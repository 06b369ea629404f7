package org.godocker.spi.watcher;

import java.time.Instant;
import org.godocker.spi.Plugin;
import org.godocker.spi.executor.RunOutcome;
import org.godocker.spi.scheduling.QueuedJob;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says whether a job may start and whether it may go on. All watchers named in the configuration are asked; one that
 * objects is enough. One that fails or takes too long holds a start back, and lets a running job go on.
 */
@ConsumerType
public interface Watcher extends Plugin {

    /**
     * May this job start now? Called in a scheduling pass for each job that would be started, on an engine thread, many
     * times a second: answer from memory.
     */
    default StartVerdict mayStart(QueuedJob job, Instant now) {
        return new StartVerdict.Start();
    }

    /**
     * May this job go on? Called when it has started, at the time that the last answer asked for, when the server
     * comes up, and when the watcher or its configuration changes; on an engine thread. Must give the same answer for
     * the same arguments.
     */
    default ContinueVerdict review(RunningJob job, Instant now) {
        return new ContinueVerdict.GoOn(java.util.Optional.empty());
    }

    /** A job's container has started; told after it was recorded, at least once for each attempt. */
    default void started(RunningJob job) {
    }

    /** A job's container has ended; told after it was recorded, once unless the server dies at that moment. */
    default void ended(RunningJob job, RunOutcome outcome) {
    }
}
