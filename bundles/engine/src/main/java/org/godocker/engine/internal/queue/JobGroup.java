package org.godocker.engine.internal.queue;

import java.util.TreeMap;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobStatus;
import org.godocker.api.job.Reason;
import org.godocker.spi.store.LiveJob;

/** The waiting jobs of one user, project and shape, by age. Never empty while it is part of the index. */
final class JobGroup {

    final OwnerTally owner;
    final String project;
    final ShapeTally shape;
    final TreeMap<JobId, LiveJob> jobs = new TreeMap<>();
    long blockedInPass;
    private Reason lastReason;

    JobGroup(OwnerTally owner, String project, ShapeTally shape) {
        this.owner = owner;
        this.project = project;
        this.shape = shape;
    }

    boolean blockedIn(long pass) {
        return shape.blockedInPass == pass || owner.blockedInPass == pass || blockedInPass == pass;
    }

    JobId firstId() {
        return jobs.firstKey();
    }

    /** The same job, holding this group's objects where they are equal to its own: jobs read from a store share nothing. */
    LiveJob share(LiveJob job) {
        return new LiveJob(job.id(), owner.login, project, shape.shape, job.submitted(), share(job, job.progress()),
                job.version());
    }

    private JobProgress share(LiveJob job, JobProgress progress) {
        JobStatus status = progress.status();
        Reason reason = status.reason();
        if (reason.equals(lastReason)) {
            reason = lastReason;
        } else {
            lastReason = reason;
        }
        boolean sameTime = status.time().equals(job.submitted());
        return progress.withStatus(new JobStatus(status.state(), reason, sameTime ? job.submitted() : status.time()));
    }
}
