package org.godocker.quota.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.godocker.spi.config.ConfigurationProblem;
import org.godocker.spi.quota.QuotaPolicy;
import org.godocker.spi.quota.SubmissionVerdict;
import org.godocker.testkit.contract.FixedCounts;
import org.godocker.testkit.contract.QuotaPolicyContract;
import org.junit.jupiter.api.Test;

class RatePolicyTest extends QuotaPolicyContract {

    @Override
    protected QuotaPolicy policy() {
        return new RatePolicy(Map.of());
    }

    private static RatePolicy limits(int perUser, int pending) {
        return new RatePolicy(Map.of("jobs-per-user", perUser, "pending-jobs", String.valueOf(pending)));
    }

    private static SubmissionVerdict.Reject refused(SubmissionVerdict verdict) {
        assertThat(verdict).isInstanceOf(SubmissionVerdict.Reject.class);
        return (SubmissionVerdict.Reject) verdict;
    }

    @Test
    void aUserMayFillHisLimitExactlyWaitingAndRunningTogether() {
        RatePolicy policy = limits(10, 1_000);
        FixedCounts counts = new FixedCounts(OWNER, 3, 4, 500);
        assertThat(policy.maySubmit(submission(3), counts)).isInstanceOf(SubmissionVerdict.Accept.class);
        SubmissionVerdict.Reject refusal = refused(policy.maySubmit(submission(4), counts));
        assertThat(refusal.code()).isEqualTo("RATE_LIMIT");
        assertThat(refusal.message()).contains("10 jobs").contains("has 7").contains("4 more");
    }

    @Test
    void theQueueOfAllMayBeFilledExactly() {
        RatePolicy policy = limits(1_000, 10);
        assertThat(policy.maySubmit(submission(2), new FixedCounts(OWNER, 1, 100, 7))).isInstanceOf(SubmissionVerdict.Accept.class);
        SubmissionVerdict.Reject refusal = refused(policy.maySubmit(submission(3), new FixedCounts(OWNER, 1, 100, 7)));
        assertThat(refusal.code()).isEqualTo("RATE_LIMIT");
        assertThat(refusal.message()).contains("10 waiting jobs").contains("there are 8").contains("has 3 more");
    }

    @Test
    void theLimitsMayBeChangedAtAnyTime() {
        RatePolicy policy = limits(1, 1_000);
        FixedCounts counts = new FixedCounts(OWNER, 1, 0, 0);
        refused(policy.maySubmit(submission(1), counts));
        policy.modified(Map.of("jobs-per-user", "2"));
        assertThat(policy.maySubmit(submission(1), counts)).isInstanceOf(SubmissionVerdict.Accept.class);
    }

    @Test
    void aMalformedOptionLeavesTheOldOneInForceAndIsReported() {
        RatePolicy policy = limits(1, 1_000);
        policy.modified(Map.of("jobs-per-user", "-5", "pending-jobs", "many", "jobs-per-usr", "7"));
        assertThat(policy.configurationProblems()).extracting(ConfigurationProblem::option)
                .containsExactly("jobs-per-user", "pending-jobs", "jobs-per-usr");
        refused(policy.maySubmit(submission(2), new FixedCounts(OWNER, 0, 0, 0)));
        refused(policy.maySubmit(submission(1), new FixedCounts(OWNER, 0, 0, 1_000)));
    }
}
