package org.godocker.testkit.queue;

import java.time.Duration;
import java.time.Instant;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobShape;
import org.godocker.api.job.ResourceRequest;
import org.godocker.spi.scheduling.QueuedJob;

/**
 * Makes waiting jobs for tests. What is not said: owner {@code ann}, project {@code default}, one core, 1 GiB, one hour,
 * any executor, submitted as many seconds after {@link #FIRST_SUBMISSION} as its number says.
 */
public final class QueuedJobBuilder {

    public static final Instant FIRST_SUBMISSION = Instant.parse("2026-01-01T00:00:00Z");

    private final long number;
    private String owner = "ann";
    private String project = "default";
    private long cpuMillis = 1_000;
    private long memoryBytes = 1L << 30;
    private Duration lifespan = Duration.ofHours(1);
    private String executor = "";
    private int attempt = 1;

    private QueuedJobBuilder(long number) {
        this.number = number;
    }

    /** @param number of the job, 1 or more */
    public static QueuedJobBuilder job(long number) {
        return new QueuedJobBuilder(number);
    }

    public QueuedJobBuilder owner(String login) {
        owner = login;
        return this;
    }

    public QueuedJobBuilder project(String name) {
        project = name;
        return this;
    }

    public QueuedJobBuilder cpuMillis(long millis) {
        cpuMillis = millis;
        return this;
    }

    public QueuedJobBuilder memoryBytes(long bytes) {
        memoryBytes = bytes;
        return this;
    }

    public QueuedJobBuilder lifespan(Duration time) {
        lifespan = time;
        return this;
    }

    public QueuedJobBuilder executor(String name) {
        executor = name;
        return this;
    }

    public QueuedJobBuilder attempt(int count) {
        attempt = count;
        return this;
    }

    public QueuedJob build() {
        return new QueuedJob(new JobId(number), owner, project,
                new JobShape(new ResourceRequest(cpuMillis, memoryBytes), lifespan, executor),
                FIRST_SUBMISSION.plusSeconds(number), attempt);
    }
}
