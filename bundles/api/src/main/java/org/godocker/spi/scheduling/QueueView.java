package org.godocker.spi.scheduling;

import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What waits, as it stood when the pass began. Made by the engine; nothing is copied for it, so it is cheap however
 * much waits. All iterators leave out jobs of which the engine has learnt, in this pass, that they cannot start now.
 */
@ProviderType
public interface QueueView {

    /** How many jobs wait. */
    int size();

    /** First come, first served; costs by what is taken, not by what waits. */
    Iterator<QueuedJob> bySubmission();

    /** The groups of interchangeable jobs, in no particular order. */
    Collection<QueueGroup> groups();

    /**
     * All jobs in the order of a comparator, taken lazily from the heads of the groups. Costs by the number of groups
     * and by what is taken, not by what waits.
     *
     * @param order must look at nothing but owner, project, shape and age, and within a group must not put a younger job
     *              before an older one
     */
    Iterator<QueuedJob> mergedBy(Comparator<? super QueuedJob> order);
}
