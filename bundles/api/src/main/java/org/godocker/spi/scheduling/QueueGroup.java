package org.godocker.spi.scheduling;

import java.util.Iterator;
import org.godocker.api.job.JobShape;
import org.osgi.annotation.versioning.ProviderType;

/** The waiting jobs of one user, in one project, of one shape: interchangeable but for their age. Made by the engine. */
@ProviderType
public interface QueueGroup {

    String owner();

    String project();

    JobShape shape();

    /** How many wait, 1 or more. */
    int size();

    /** The one that was submitted first. */
    QueuedJob first();

    /**
     * All of them by submission. It ends early when the engine has learnt in this pass that the shape does not fit
     * anywhere now.
     */
    Iterator<QueuedJob> jobs();
}
