package org.godocker.engine.internal.queue;

import org.godocker.api.job.JobShape;

/** How many groups have a shape. There is one object for each shape that waits. */
final class ShapeTally {

    final JobShape shape;
    int groups;
    long blockedInPass;

    ShapeTally(JobShape shape) {
        this.shape = shape;
    }
}
