package org.godocker.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.ResourceRequest;
import org.godocker.spi.quota.QuotaCounts;
import org.godocker.spi.quota.QuotaPolicy;
import org.godocker.spi.quota.QuotaSubmission;
import org.godocker.spi.quota.SubmissionVerdict;
import org.godocker.spi.watcher.StartVerdict;
import org.godocker.testkit.queue.QueuedJobBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every quota policy must do. Extend it and give it your policy. */
@Timeout(60)
public abstract class QuotaPolicyContract extends PluginContract {

    /** The user of these tests. */
    protected static final String OWNER = "ann";

    private static final QuotaCounts NOTHING = new FixedCounts(OWNER, 0, 0, 0);
    private static final QuotaCounts VERY_MUCH = new FixedCounts(OWNER, 1_000_000_000L, 1_000_000_000L, 1_000_000_000L);

    /** The policy under test, with a good configuration; each call may give another instance. */
    protected abstract QuotaPolicy policy();

    @Override
    protected QuotaPolicy plugin() {
        return policy();
    }

    /** An ordinary job: one core, 1 GiB, one hour. */
    protected static JobSpec spec() {
        return new JobSpec("", "", List.of(), "default", "debian:12", "true", Map.of(), new ResourceRequest(1_000, 1L << 30),
                List.of(), Duration.ofHours(1), false, false, "");
    }

    /** That many ordinary jobs. */
    protected static QuotaSubmission submission(int jobs) {
        return new QuotaSubmission(OWNER, Collections.nCopies(jobs, spec()));
    }

    @Test
    @DisplayName("one ordinary job on an empty server is accepted and may start")
    void acceptsTheFirst() {
        assertThat(policy().maySubmit(submission(1), NOTHING)).isInstanceOf(SubmissionVerdict.Accept.class);
        assertThat(policy().mayStart(QueuedJobBuilder.job(1).owner(OWNER).build(), NOTHING, Instant.EPOCH))
                .isInstanceOf(StartVerdict.Start.class);
    }

    @Test
    @DisplayName("a refusal has a stable code and a message for people")
    void refusesWithReasons() {
        for (QuotaCounts counts : List.of(NOTHING, VERY_MUCH)) {
            for (int jobs : List.of(1, 1_000, 1_000_000)) {
                if (policy().maySubmit(submission(jobs), counts) instanceof SubmissionVerdict.Reject refusal) {
                    assertThat(refusal.code()).matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
                    assertThat(refusal.message()).isNotBlank();
                }
            }
        }
    }

    @Test
    @DisplayName("a question is no submission: asking again gets the same answer")
    void remembersNoQuestions() {
        QuotaPolicy policy = policy();
        for (int i = 0; i < 1_000; i++) {
            policy.maySubmit(submission(1_000), NOTHING);
        }
        assertThat(policy.maySubmit(submission(1), NOTHING)).isInstanceOf(SubmissionVerdict.Accept.class);
        assertThat(policy.maySubmit(submission(1), VERY_MUCH)).isEqualTo(policy().maySubmit(submission(1), VERY_MUCH));
    }

    @Test
    @DisplayName("more jobs are never accepted where fewer are refused")
    void isMonotonous() {
        for (QuotaCounts counts : List.of(NOTHING, VERY_MUCH)) {
            boolean refused = false;
            for (int jobs = 1; jobs <= 1 << 21; jobs *= 4) {
                boolean refusedNow = policy().maySubmit(submission(jobs), counts) instanceof SubmissionVerdict.Reject;
                assertThat(refusedNow || !refused).as("%d jobs", jobs).isTrue();
                refused = refusedNow;
            }
        }
    }

    @Test
    @Timeout(5)
    @DisplayName("answers from memory: 100,000 questions in seconds")
    void answersAtOnce() {
        QuotaPolicy policy = policy();
        QuotaSubmission one = submission(1);
        for (int i = 0; i < 100_000; i++) {
            policy.maySubmit(one, NOTHING);
        }
    }
}
