package org.godocker.spi.scheduling;

import java.time.Instant;
import java.util.Iterator;
import org.godocker.spi.Plugin;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides who goes next. A policy is a pure function of what it is shown: it keeps no memory of past calls and has no
 * effect but its answer. Whether a job fits is not its business; the engine passes over jobs that do not.
 */
@ConsumerType
public interface SchedulingPolicy extends Plugin {

    /**
     * The order in which waiting jobs should be started.
     *
     * <p>Called by the engine for each scheduling pass, on a thread of its own, one call at a time. The engine takes
     * jobs from the iterator only as long as something can still be started, so an order that is computed as it is
     * asked for keeps a pass cheap however many jobs wait. The call and each stretch of taking jobs are bounded in time
     * (configured, 2 s by default); when they fail, the engine falls back to first come, first served for the pass.
     *
     * @param queue what waits; valid only during the pass, after that its methods throw {@link IllegalStateException}
     * @param now   the time of the pass; never look at the clock
     * @return each job at most once; jobs left out wait for another pass
     */
    Iterator<QueuedJob> order(QueueView queue, Instant now);
}
