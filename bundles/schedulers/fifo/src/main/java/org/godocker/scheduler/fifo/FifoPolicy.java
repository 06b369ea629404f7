package org.godocker.scheduler.fifo;

import java.time.Instant;
import java.util.Iterator;
import org.godocker.spi.scheduling.QueueView;
import org.godocker.spi.scheduling.QueuedJob;
import org.godocker.spi.scheduling.SchedulingPolicy;
import org.osgi.service.component.annotations.Component;

/** First come, first served: jobs go in the order in which they were submitted. */
@Component(service = SchedulingPolicy.class)
public final class FifoPolicy implements SchedulingPolicy {

    @Override
    public String name() {
        return "fifo";
    }

    @Override
    public Iterator<QueuedJob> order(QueueView queue, Instant now) {
        return queue.bySubmission();
    }
}
