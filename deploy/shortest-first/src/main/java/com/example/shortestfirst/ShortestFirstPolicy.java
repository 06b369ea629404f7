package com.example.shortestfirst;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import org.godocker.spi.scheduling.QueueView;
import org.godocker.spi.scheduling.QueuedJob;
import org.godocker.spi.scheduling.SchedulingPolicy;
import org.osgi.service.component.annotations.Component;

/** Jobs that ask for the least time go first; among equals, the one that was submitted first. */
@Component
public final class ShortestFirstPolicy implements SchedulingPolicy {

    private static final Comparator<QueuedJob> SHORTEST_FIRST =
            Comparator.comparing((QueuedJob job) -> job.shape().lifespan()).thenComparing(QueuedJob::id);

    @Override
    public String name() {
        return "shortest-first";
    }

    @Override
    public Iterator<QueuedJob> order(QueueView queue, Instant now) {
        return queue.mergedBy(SHORTEST_FIRST);
    }
}
