package org.godocker.testkit.contract;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.godocker.api.job.HistoryEntry;
import org.godocker.api.job.Intent;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobOptions;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.JobState;
import org.godocker.api.job.JobStatus;
import org.godocker.api.job.Placement;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.api.job.ResourceRequest;
import org.godocker.api.job.ResourceUsage;
import org.godocker.api.job.Retry;
import org.godocker.api.job.VolumeRequest;
import org.godocker.spi.store.JobBatch;
import org.godocker.spi.store.JobChange;

/** Jobs for tests of stores. */
final class JobFixtures {

    static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

    private JobFixtures() {
    }

    static Job job(long number, String owner, JobSpec spec) {
        return new Job(new JobId(number), owner, spec, TIME.plusSeconds(number), JobProgress.submitted(TIME.plusSeconds(number)), 1);
    }

    static Job job(long number) {
        return job(number, "ann", spec("job " + number));
    }

    static JobSpec spec(String name) {
        return spec(name, "", List.of(), "default", "true");
    }

    static JobSpec spec(String name, String description, List<String> tags, String project, String script) {
        return new JobSpec(name, description, tags, project, "debian:12", script, Map.of(), new ResourceRequest(1_000, 1L << 30),
                List.of(), Duration.ofHours(1), false, false, "");
    }

    /** Every field filled, with characters that are easily spoilt. */
    static JobSpec fullSpec() {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("ZULU", "last letter, first variable");
        env.put("ALPHA", "quotes ' \" back\\slash = and\nlines");
        env.put("EMPTY", "");
        return new JobSpec("n\u00e4me \u4e16\u754c \ud83d\udc33", "descr\u0131ption, with 'quotes' and\nlines", List.of("z-tag", "a-tag"), "pr\u00f6ject",
                "registry.example.org:5000/path/image:tag@sha256:0", "#!/bin/sh\r\necho \u4e16\u754c \ud83d\udc33\r\n", env,
                new ResourceRequest(1_500, (3L << 40) + 1), List.of(new VolumeRequest("home", false), new VolumeRequest("data", true)),
                Duration.ofSeconds(12_345), true, true, "docker")
                .withOptions(JobOptions.NONE.withRetry(new Retry(10,
                        Optional.of(new Retry.MemoryRaise(new BigDecimal("1.50"), (5L << 40) + 1)), Set.of(255, 1, 75))));
    }

    /** Every optional part present. */
    static JobProgress fullProgress() {
        return new JobProgress(new JobStatus(JobState.KILLED, Reason.of(ReasonCode.KILLED_BY_OWNER, "\u00e9".repeat(Reason.MAX_MESSAGE)), TIME),
                Optional.of(new Intent(Intent.Kind.KILL, Reason.of(ReasonCode.LIFESPAN_REACHED, "w\u0131sh"), TIME.plusSeconds(1))), 3,
                Optional.of(new Placement("docker", "n\u00f6de-1")), Optional.of("1:" + "h".repeat(400)),
                Optional.of(TIME.plusSeconds(2)), Optional.of(TIME.plusSeconds(3)), OptionalInt.of(137),
                Optional.of(new ResourceUsage(12.25, 5L << 40)));
    }

    static JobBatch inserting(Job... jobs) {
        return new JobBatch(List.of(jobs), List.of(), List.of());
    }

    static JobBatch changing(JobChange... changes) {
        return new JobBatch(List.of(), List.of(changes), List.of());
    }

    /** One step of a job to another state. */
    static JobChange step(long number, long expected, JobState state, ReasonCode code) {
        JobStatus status = new JobStatus(state, Reason.of(code, "step " + (expected + 1)), TIME.plusSeconds(100 + expected));
        JobProgress progress = JobProgress.submitted(TIME).withStatus(status);
        return new JobChange(new JobId(number), expected, expected + 1, progress,
                List.of(new HistoryEntry(expected + 1, 1, status, Optional.empty())));
    }
}
