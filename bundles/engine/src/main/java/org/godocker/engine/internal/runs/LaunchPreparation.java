package org.godocker.engine.internal.runs;

import org.godocker.api.job.Job;
import org.godocker.api.job.Reason;
import org.godocker.spi.executor.LaunchRequest;

/** Makes everything ready that a container needs: who it runs as, what it mounts, its workspace. */
public interface LaunchPreparation {

    /**
     * Called on a launch thread; may wait for auth providers and the disk.
     *
     * @param workspace whether the job needs a workspace
     */
    Prepared prepare(Job job, String node, boolean workspace);

    /** What came of it. */
    sealed interface Prepared {

        record Ready(LaunchRequest request) implements Prepared {
        }

        /** It can never start. */
        record Refused(Reason reason) implements Prepared {
        }

        /** Not now, for example because nobody can say who the owner is. */
        record Postponed(Reason reason) implements Prepared {
        }
    }
}
