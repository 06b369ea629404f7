package org.godocker.engine.internal.runs;

import org.godocker.api.job.JobProgress;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ExecutorHandle;
import org.godocker.spi.executor.Run;
import org.godocker.spi.scheduling.QueuedJob;
import org.godocker.spi.store.LiveJob;
import org.godocker.spi.watcher.RunningJob;

/** How the engine's jobs are shown to plugins. */
final class Runs {

    private Runs() {
    }

    static AttemptId attempt(LiveJob job) {
        return new AttemptId(job.id(), job.progress().attempt());
    }

    /** The container of the job's present or last attempt; the job must have been placed. */
    static Run of(LiveJob job) {
        JobProgress progress = job.progress();
        return new Run(attempt(job), progress.placement().orElseThrow().node(), progress.handle().map(ExecutorHandle::parse));
    }

    static String executor(LiveJob job) {
        return job.progress().placement().orElseThrow().executor();
    }

    static QueuedJob queued(LiveJob job) {
        return new QueuedJob(job.id(), job.owner(), job.project(), job.shape(), job.submitted(), job.progress().attempt());
    }

    /** The job must have been placed. */
    static RunningJob running(LiveJob job) {
        return new RunningJob(queued(job), job.progress().placement().orElseThrow(),
                job.progress().started().orElse(job.progress().status().time()));
    }
}
