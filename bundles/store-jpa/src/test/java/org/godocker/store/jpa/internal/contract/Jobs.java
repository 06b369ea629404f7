package org.godocker.store.jpa.internal.contract;

import java.time.Duration;
import java.time.Instant;
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

/** Jobs for tests. */
public final class Jobs {

    public static final Instant TIME = Instant.parse("2026-02-03T04:05:06.123456789Z");

    private Jobs() {
    }

    public static JobSpec spec(String script) {
        return new JobSpec("", "", List.of(), "default", "debian:12", script, Map.of(), new ResourceRequest(1000, 1L << 30),
                List.of(), Duration.ofHours(1), false, false, "");
    }

    public static JobSpec fullSpec(String script) {
        Map<String, String> env = new java.util.LinkedHashMap<>();
        env.put("Z", "last first \"quoted\" \\ \n\t");
        env.put("A", "\u00e9\ud83d\ude00");
        return new JobSpec("Näme \ud83d\ude80", "Describes\r\nin two lines", List.of("zeta", "alpha", "bio/x y"), "genomics",
                "registry.example:5000/a/b@sha256:0123", script, env, new ResourceRequest(2500, 3L << 40),
                List.of(new VolumeRequest("home", false), new VolumeRequest("db", true)), Duration.ofSeconds(90), true, true, "docker")
                .withOptions(JobOptions.NONE.withRetry(new Retry(1, Optional.empty(), Set.of(7))));
    }

    public static Job job(long id, String owner, JobSpec spec) {
        return new Job(new JobId(id), owner, spec, TIME.plusSeconds(id), JobProgress.submitted(TIME.plusSeconds(id)), 1);
    }

    public static Job job(long id) {
        return job(id, "ann", spec("echo " + id));
    }

    public static JobBatch inserts(Job... jobs) {
        return new JobBatch(List.of(jobs), List.of(), List.of());
    }

    public static JobBatch changes(JobChange... changes) {
        return new JobBatch(List.of(), List.of(changes), List.of());
    }

    public static JobProgress progress(JobState state) {
        return new JobProgress(new JobStatus(state, Reason.of(ReasonCode.STARTED, "Runs"), TIME.plusSeconds(5)), Optional.empty(), 1,
                Optional.of(new Placement("docker", "node1")), Optional.of("1:abc"), Optional.of(TIME.plusSeconds(4)),
                state.isTerminal() ? Optional.of(TIME.plusSeconds(9)) : Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    /** Everything that can be there is there. */
    public static JobProgress fullProgress(JobState state) {
        return new JobProgress(new JobStatus(state, Reason.of(ReasonCode.EXIT_CODE, "Exit code 3 \u2026"), TIME.plusNanos(1)),
                Optional.of(new Intent(Intent.Kind.KILL, Reason.of(ReasonCode.KILLED_BY_OWNER, "Ann wants"), TIME.minusNanos(1))), 7,
                Optional.of(new Placement("docker", "n")), Optional.of("2:handle"), Optional.of(TIME), Optional.of(TIME.plusSeconds(1)),
                OptionalInt.of(3), Optional.of(new ResourceUsage(1.25, 1L << 33)));
    }

    public static JobChange change(long id, long expected, JobProgress progress) {
        return new JobChange(new JobId(id), expected, expected + 1, progress, List.of(
                new HistoryEntry(expected + 1, progress.attempt(), progress.status(), progress.placement())));
    }
}
