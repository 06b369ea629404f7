package org.godocker.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.godocker.api.job.HistoryEntry;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobState;
import org.godocker.api.job.Placement;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;

/** What a story expects of a job as it is now. Each method fails with the job's state and reason in its message. */
public final class JobExpectation {

    private final Job job;
    private final List<HistoryEntry> history;
    private final int starts;

    JobExpectation(Job job, List<HistoryEntry> history, int starts) {
        this.job = job;
        this.history = history;
        this.starts = starts;
    }

    private String description() {
        Reason reason = job.progress().status().reason();
        return "job " + job.id() + ", " + job.state() + " because of " + reason.code() + " (" + reason.message() + ")";
    }

    public JobExpectation is(JobState state) {
        assertThat(job.state()).as(description()).isEqualTo(state);
        return this;
    }

    public JobExpectation isRunning() {
        return is(JobState.RUNNING);
    }

    /** It is pending, for this reason. */
    public JobExpectation waitsFor(ReasonCode reason) {
        return is(JobState.PENDING).because(reason);
    }

    public JobExpectation because(ReasonCode reason) {
        assertThat(job.progress().status().reason().code()).as(description()).isEqualTo(reason);
        return this;
    }

    public JobExpectation saying(String piece) {
        assertThat(job.progress().status().reason().message()).as(description()).contains(piece);
        return this;
    }

    public JobExpectation exitedWith(int code) {
        assertThat(job.progress().exitCode()).as("exit code of " + description()).hasValue(code);
        return this;
    }

    public JobExpectation onNode(String node) {
        assertThat(job.progress().placement().map(Placement::node)).as("node of " + description()).contains(node);
        return this;
    }

    /** Which attempt it is in, from 1. */
    public JobExpectation inAttempt(int number) {
        assertThat(job.progress().attempt()).as("attempt of " + description()).isEqualTo(number);
        return this;
    }

    /** The container of its present attempt was started exactly once. */
    public JobExpectation startedOnce() {
        assertThat(starts).as("starts of " + description()).isOne();
        return this;
    }

    /** The container of its present attempt was never started. */
    public JobExpectation neverStarted() {
        assertThat(starts).as("starts of " + description()).isZero();
        return this;
    }

    /** The states it went through, repeats in a row counted once. */
    public JobExpectation wentThrough(JobState... states) {
        List<JobState> seen = new ArrayList<>();
        for (HistoryEntry entry : history) {
            if (seen.isEmpty() || seen.get(seen.size() - 1) != entry.status().state()) {
                seen.add(entry.status().state());
            }
        }
        assertThat(seen).as("states of " + description()).containsExactly(states);
        return this;
    }

    /** How long its present attempt ran. */
    public JobExpectation ranFor(Duration time) {
        assertThat(job.progress().started()).as("start of " + description()).isPresent();
        assertThat(job.progress().ended()).as("end of " + description()).isPresent();
        assertThat(Duration.between(job.progress().started().orElseThrow(), job.progress().ended().orElseThrow()))
                .as("run time of " + description()).isEqualTo(time);
        return this;
    }
}
