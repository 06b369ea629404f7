package org.godocker.spi.quota;

import java.time.Instant;
import org.godocker.spi.Plugin;
import org.godocker.spi.scheduling.QueuedJob;
import org.godocker.spi.watcher.StartVerdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says whether jobs may be submitted and whether a waiting one may start. The engine asks one submission after another,
 * each seeing what was accepted before it, so that a limit is exact however many submit at once. All policies named in
 * the configuration are asked; one that objects is enough, and one that fails or takes too long refuses.
 */
@ConsumerType
public interface QuotaPolicy extends Plugin {

    /**
     * May these jobs be submitted? Called on an engine thread for each submission, one at a time: answer from memory.
     *
     * @param submission what one call submits, all or none
     * @param counts     the jobs as they are, without the submission
     */
    SubmissionVerdict maySubmit(QuotaSubmission submission, QuotaCounts counts);

    /** May this job start now? Called in a scheduling pass for each job that would be started: answer from memory. */
    default StartVerdict mayStart(QueuedJob job, QuotaCounts counts, Instant now) {
        return new StartVerdict.Start();
    }
}
