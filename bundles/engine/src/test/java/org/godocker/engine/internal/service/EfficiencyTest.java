package org.godocker.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.godocker.api.job.Efficiency;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.JobState;
import org.godocker.api.job.JobStatus;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.api.job.ResourceRequest;
import org.godocker.api.job.ResourceUsage;
import org.junit.jupiter.api.Test;

class EfficiencyTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    /** Two cores, 1000 bytes, an hour. */
    private static final JobSpec SPEC = new JobSpec("", "", List.of(), "default", "debian:12", "true", Map.of(),
            new ResourceRequest(2000, 1000), List.of(), Duration.ofHours(1), false, false, "");

    private static Job job(JobState state, Optional<Instant> started, Optional<Instant> ended, Optional<ResourceUsage> usage) {
        JobStatus status = new JobStatus(state, Reason.of(ReasonCode.COMPLETED, "done"), START);
        return new Job(new JobId(1), "alice", SPEC, START, new JobProgress(status, Optional.empty(), 1, Optional.empty(),
                Optional.empty(), started, ended, OptionalInt.of(0), usage), 3);
    }

    @Test
    void usedBesideAsked() {
        Efficiency efficiency = Efficiency.of(job(JobState.SUCCEEDED, Optional.of(START), Optional.of(START.plusSeconds(360)),
                Optional.of(new ResourceUsage(180, 250)))).orElseThrow();
        assertThat(efficiency.cpu()).hasValue(0.25);
        assertThat(efficiency.memory()).hasValue(0.25);
        assertThat(efficiency.time()).isEqualTo(0.1);
    }

    @Test
    void whatWasNotMeasuredIsNotSaid() {
        Efficiency efficiency = Efficiency.of(job(JobState.FAILED, Optional.of(START), Optional.of(START),
                Optional.of(ResourceUsage.NONE))).orElseThrow();
        assertThat(efficiency.cpu()).isEmpty();
        assertThat(efficiency.memory()).isEmpty();
        assertThat(efficiency.time()).isZero();
    }

    @Test
    void aJobThatNeverRanOrStillRunsHasNone() {
        assertThat(Efficiency.of(job(JobState.RUNNING, Optional.of(START), Optional.empty(), Optional.of(ResourceUsage.NONE)))).isEmpty();
        assertThat(Efficiency.of(job(JobState.KILLED, Optional.empty(), Optional.of(START), Optional.of(ResourceUsage.NONE)))).isEmpty();
        assertThat(Efficiency.of(job(JobState.LOST, Optional.of(START), Optional.of(START), Optional.empty()))).isEmpty();
    }
}
