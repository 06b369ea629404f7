package org.godocker.engine.internal.queue;

import java.time.Duration;
import java.time.Instant;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobShape;
import org.godocker.api.job.ResourceRequest;
import org.godocker.spi.store.LiveJob;

/** Waiting jobs for tests. */
final class QueueFixtures {

    static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private QueueFixtures() {}

    static JobShape shape(long cpuMillis, long memoryBytes) {
        return new JobShape(new ResourceRequest(cpuMillis, memoryBytes), Duration.ofHours(1), "");
    }

    /** As a store would make it: no object is shared with another job. */
    static LiveJob job(long id, String owner, String project, JobShape shape) {
        Instant submitted = EPOCH.plusSeconds(id);
        return new LiveJob(new JobId(id), copy(owner), copy(project),
                new JobShape(new ResourceRequest(shape.resources().cpuMillis(), shape.resources().memoryBytes()),
                        Duration.ofSeconds(shape.lifespan().toSeconds()), copy(shape.executor())),
                submitted, JobProgress.submitted(Instant.ofEpochSecond(submitted.getEpochSecond())), 1);
    }

    private static String copy(String text) {
        return new String(text.toCharArray());
    }
}
