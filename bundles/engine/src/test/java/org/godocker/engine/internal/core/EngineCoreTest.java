package org.godocker.engine.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.godocker.api.job.JobState.FAILED;
import static org.godocker.api.job.JobState.KILLED;
import static org.godocker.api.job.JobState.LOST;
import static org.godocker.api.job.JobState.PENDING;
import static org.godocker.api.job.JobState.RUNNING;
import static org.godocker.api.job.JobState.STARTING;
import static org.godocker.api.job.JobState.SUCCEEDED;
import static org.godocker.api.job.JobState.SUSPENDED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobState;
import org.godocker.api.job.ReasonCode;
import org.godocker.api.job.ResourceRequest;
import org.godocker.engine.internal.lifecycle.Decision;
import org.godocker.engine.internal.plugin.Plugins;
import org.godocker.engine.internal.submission.SubmissionDesk;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.store.StoreException;
import org.junit.jupiter.api.Test;

/** Stories of jobs, told on virtual time. */
class EngineCoreTest {

    private static final long GIB = 1L << 30;
    private static final Map<String, String> FOR_A_MINUTE = Map.of("SCRIPTED_DELAY", "60s");

    private final EngineHarness engine = new EngineHarness();

    private EngineHarness withNode(long cpus) {
        engine.world.node("n1", cpus * 1000, 16 * GIB);
        return engine.start();
    }

    private static ResourceRequest cpus(int cpus) {
        return new ResourceRequest(cpus * 1000L, 64 << 20);
    }

    @Test
    void aJobRunsToItsEnd() {
        withNode(4);
        JobId id = engine.submit(Map.of("SCRIPTED_EXIT", "0"));
        engine.advance(Duration.ofSeconds(1));
        assertThat(engine.states(id)).containsExactly(PENDING, STARTING, RUNNING, SUCCEEDED);
        assertThat(engine.job(id).progress().exitCode()).hasValue(0);
        assertThat(engine.world.starts(new AttemptId(id, 1))).isEqualTo(1);
        assertThat(engine.world.present()).isEmpty();
        assertThat(engine.core.view().nodes().get(0).jobs()).isZero();
    }

    @Test
    void exitCodeAndOutOfMemoryAreTheCause() {
        withNode(4);
        JobId exit = engine.submit(Map.of("SCRIPTED_EXIT", "3"));
        JobId oom = engine.submit(Map.of("SCRIPTED_OOM", "true"));
        engine.advance(Duration.ofSeconds(1));
        assertThat(engine.state(exit)).isEqualTo(FAILED);
        assertThat(engine.reason(exit)).isEqualTo(ReasonCode.EXIT_CODE);
        assertThat(engine.reason(oom)).isEqualTo(ReasonCode.OUT_OF_MEMORY);
    }

    @Test
    void jobsWaitForCapacityAndSaySo() {
        withNode(2);
        engine.submit("alice", cpus(2), FOR_A_MINUTE);
        JobId second = engine.submit("alice", cpus(2), FOR_A_MINUTE);
        assertThat(engine.state(second)).isEqualTo(PENDING);
        assertThat(engine.waitReason(second).code()).isEqualTo(ReasonCode.NO_CAPACITY);
        engine.advance(Duration.ofSeconds(61));
        assertThat(engine.state(second)).isEqualTo(RUNNING);
    }

    @Test
    void smallJobsPassALargeOneUntilItHasWaitedLongEnough() {
        withNode(4);
        engine.submit("alice", cpus(1), Map.of("SCRIPTED_DELAY", "3600s"));
        JobId large = engine.submit("alice", cpus(3), FOR_A_MINUTE);
        // One small job after another would keep the large one out for ever.
        engine.submit("alice", cpus(1), FOR_A_MINUTE);
        assertThat(engine.state(large)).isIn(RUNNING);

        JobId four = engine.submit("alice", cpus(4), FOR_A_MINUTE);
        List<JobId> small = new ArrayList<>();
        for (int minute = 0; minute < 100 && engine.state(four) == PENDING; minute++) {
            small.add(engine.submit("bob", cpus(1), Map.of("SCRIPTED_DELAY", "90s")));
            engine.advance(Duration.ofMinutes(1));
        }
        assertThat(engine.state(four)).isNotEqualTo(PENDING);
        assertThat(small).as("small jobs that passed it before").anyMatch(id -> engine.state(id) == SUCCEEDED);
        assertThat(Duration.between(engine.job(four).submitted(), engine.time.now())).isLessThan(Duration.ofMinutes(65));
    }

    @Test
    void killOfAPendingJobIsImmediateAndOfARunningOneEndsItsContainer() {
        withNode(1);
        JobId running = engine.submit(Map.of("SCRIPTED_DELAY", "1h"));
        JobId pending = engine.submit(Map.of());
        assertThat(engine.kill(pending)).map(Decision::verdict).contains(Decision.Verdict.CHANGED);
        assertThat(engine.state(pending)).isEqualTo(KILLED);
        engine.kill(running);
        engine.advance(Duration.ofSeconds(30));
        assertThat(engine.state(running)).isEqualTo(KILLED);
        assertThat(engine.reason(running)).isEqualTo(ReasonCode.KILLED_BY_OWNER);
        assertThat(engine.kill(running)).as("of an ended job").isEmpty();
        assertThat(engine.world.present()).isEmpty();
    }

    @Test
    void killGoesOnAfterACrash() {
        withNode(1);
        JobId id = engine.submit(Map.of("SCRIPTED_DELAY", "1h", "SCRIPTED_IGNORE_TERM", "true"));
        engine.kill(id);
        assertThat(engine.state(id)).isEqualTo(RUNNING);
        engine.crash();
        engine.advance(Duration.ofMinutes(1));
        assertThat(engine.state(id)).isEqualTo(KILLED);
    }

    @Test
    void containersGoOnWhileTheServerIsDown() {
        withNode(2);
        JobId id = engine.submit(FOR_A_MINUTE);
        engine.crash();
        engine.advance(Duration.ofSeconds(61));
        assertThat(engine.state(id)).isEqualTo(SUCCEEDED);
        assertThat(engine.world.starts(new AttemptId(id, 1))).isEqualTo(1);
    }

    @Test
    void anEndThatNobodyReportedIsFoundByTheSweep() {
        withNode(2);
        JobId id = engine.submit(Map.of("SCRIPTED_DELAY", "70s"));
        engine.world.mute(true);
        engine.advance(Duration.ofSeconds(75));
        assertThat(engine.state(id)).isEqualTo(RUNNING);
        engine.advance(Duration.ofMinutes(2));
        assertThat(engine.state(id)).isEqualTo(SUCCEEDED);
    }

    @Test
    void repeatedReportsChangeNothing() {
        withNode(2);
        JobId id = engine.submit(Map.of());
        engine.advance(Duration.ofSeconds(1));
        engine.world.repeatReports();
        engine.advance(Duration.ofSeconds(1));
        assertThat(engine.states(id)).containsExactly(PENDING, STARTING, RUNNING, SUCCEEDED);
    }

    @Test
    void anUnclearLaunchIsLookedUpAndNeverStartedTwice() {
        withNode(2);
        JobId after = engine.submit(Map.of("SCRIPTED_LAUNCH", "fail-after-start", "SCRIPTED_DELAY", "5s"));
        JobId before = engine.submit(Map.of("SCRIPTED_LAUNCH", "fail-before-start", "SCRIPTED_DELAY", "5s"));
        engine.advance(Duration.ofMinutes(5));
        assertThat(List.of(engine.state(after), engine.state(before))).containsOnly(SUCCEEDED);
        assertThat(engine.world.starts().values()).containsOnly(1);
    }

    @Test
    void aContainerThatVanishedMakesTheJobLost() {
        withNode(2);
        JobId id = engine.submit(Map.of("SCRIPTED_DELAY", "1h"));
        engine.world.vanish(new AttemptId(id, 1));
        engine.advance(Duration.ofMinutes(3));
        assertThat(engine.state(id)).isEqualTo(LOST);
        assertThat(engine.core.view().nodes().get(0).jobs()).isZero();
    }

    @Test
    void jobsOfADepartedExecutorStayAndAreTakenUpWhenItIsBack() {
        withNode(2);
        JobId running = engine.submit(FOR_A_MINUTE);
        engine.removeExecutor();
        JobId waiting = engine.submit(Map.of());
        engine.advance(Duration.ofMinutes(2));
        assertThat(engine.state(running)).isEqualTo(RUNNING);
        assertThat(engine.state(waiting)).isEqualTo(PENDING);
        assertThat(engine.waitReason(waiting).code()).isEqualTo(ReasonCode.EXECUTOR_ABSENT);
        engine.installExecutor();
        engine.advance(Duration.ofSeconds(2));
        assertThat(engine.state(running)).isEqualTo(SUCCEEDED);
        assertThat(engine.state(waiting)).isEqualTo(SUCCEEDED);
    }

    @Test
    void anUnreachableNodeIsAReasonToWaitAndNothingIsLost() {
        withNode(2);
        JobId running = engine.submit(FOR_A_MINUTE);
        engine.world.unreachable("n1");
        JobId waiting = engine.submit(Map.of());
        engine.advance(Duration.ofMinutes(2));
        assertThat(engine.state(running)).isEqualTo(RUNNING);
        assertThat(engine.waitReason(waiting).code()).isEqualTo(ReasonCode.EXECUTOR_UNREACHABLE);
        engine.world.reachable("n1");
        engine.advance(Duration.ofMinutes(2));
        assertThat(engine.state(running)).isEqualTo(SUCCEEDED);
        assertThat(engine.state(waiting)).isEqualTo(SUCCEEDED);
    }

    @Test
    void aFullDiskRefusesSubmissionsAndKeepsWhatHappened() {
        withNode(4);
        JobId running = engine.submit(Map.of("SCRIPTED_DELAY", "10s"));
        engine.store.faults().diskFull();
        SubmissionDesk.Ticket refused = engine.submit("alice", List.of(EngineHarness.spec(cpus(1), Map.of())), Optional.empty());
        assertThat(refused.result()).isCompletedExceptionally();
        engine.advance(Duration.ofSeconds(30));
        assertThat(engine.state(running)).isEqualTo(RUNNING);
        assertThat(engine.core.trouble()).map(StoreException::kind).contains(StoreException.Kind.FULL);
        engine.store.faults().healed();
        engine.advance(Duration.ofSeconds(5));
        assertThat(engine.state(running)).isEqualTo(SUCCEEDED);
        assertThat(engine.core.trouble()).isEmpty();
        JobId next = engine.submit(Map.of());
        engine.advance(Duration.ofSeconds(1));
        assertThat(engine.state(next)).isEqualTo(SUCCEEDED);
    }

    @Test
    void aRepeatedIdempotencyKeyGivesTheSameJobs() {
        withNode(4);
        SubmissionDesk.Ticket first = engine.submit("alice", List.of(EngineHarness.spec(cpus(1), Map.of())), Optional.of("k"));
        SubmissionDesk.Ticket second = engine.submit("alice", List.of(EngineHarness.spec(cpus(1), Map.of())), Optional.of("k"));
        assertThat(second.result().join().repeated()).isTrue();
        assertThat(second.result().join().jobs()).isEqualTo(first.result().join().jobs());
        assertThat(engine.store.jobs()).hasSize(1);
    }

    @Test
    void postponedLaunchesAreTriedAgainWithGrowingPauses() {
        withNode(4);
        JobId id = engine.submit(Map.of("SCRIPTED_LAUNCH", "postpone"));
        engine.advance(Duration.ofMinutes(10));
        assertThat(engine.state(id)).isEqualTo(SUCCEEDED);
        assertThat(engine.job(id).progress().attempt()).isGreaterThan(1);
    }

    @Test
    void aSuspendedJobStandsStillUntilItIsResumed() {
        withNode(2);
        JobId id = engine.submit("alice", cpus(1), FOR_A_MINUTE);
        assertThat(engine.resume(id).orElseThrow().verdict()).isEqualTo(Decision.Verdict.IGNORED);
        engine.suspend(id);
        assertThat(engine.state(id)).isEqualTo(SUSPENDED);
        engine.advance(Duration.ofHours(1));
        assertThat(engine.state(id)).isEqualTo(SUSPENDED);
        engine.resume(id);
        assertThat(engine.state(id)).isEqualTo(RUNNING);
        engine.advance(Duration.ofMinutes(1));
        assertThat(engine.state(id)).isEqualTo(SUCCEEDED);
        assertThat(engine.suspend(id)).isEmpty();
    }

    @Test
    void aSuspensionThatFailsIsTriedAgain() {
        withNode(2);
        JobId id = engine.submit("alice", cpus(1), FOR_A_MINUTE);
        engine.world.unreachable("n1");
        engine.suspend(id);
        assertThat(engine.state(id)).isEqualTo(RUNNING);
        engine.world.reachable("n1");
        engine.advance(Duration.ofSeconds(6));
        assertThat(engine.state(id)).isEqualTo(SUSPENDED);
    }

    @Test
    void aPostponedJobSaysWhyAndNotThatItsOwnTryFilledTheNode() {
        withNode(2);
        JobId id = engine.submit("alice", cpus(2), Map.of("SCRIPTED_LAUNCH", "postpone:5"));
        for (int i = 0; i < 4; i++) {
            assertThat(engine.state(id)).isEqualTo(PENDING);
            assertThat(engine.waitReason(id).code()).isEqualTo(ReasonCode.START_POSTPONED);
            engine.advance(Duration.ofSeconds(1L << i));
        }
    }

    @Test
    void whatAPostponedJobGivesBackIsGivenOutAtOnce() {
        withNode(2);
        engine.submit("alice", cpus(2), FOR_A_MINUTE);
        engine.submit("alice", cpus(2), Map.of("SCRIPTED_LAUNCH", "postpone"));
        JobId last = engine.submit("alice", cpus(2), FOR_A_MINUTE);
        engine.advance(Duration.ofSeconds(60));
        assertThat(engine.state(last)).isEqualTo(RUNNING);
    }

    @Test
    void whatTheLastJobWaitedForIsNotShownForTheNext() {
        withNode(2);
        engine.submit("alice", cpus(2), FOR_A_MINUTE);
        engine.advance(Duration.ofSeconds(61));
        assertThat(engine.core.waitReason(new JobId(99), "bob", "default", EngineHarness.spec(cpus(1), Map.of()).shape())).isEmpty();
    }

    @Test
    void everyAcceptedJobEndsOnceThroughCrashesAtAnyMoment() {
        withNode(3);
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ids.add(engine.submit(Map.of("SCRIPTED_DELAY", (1 + i % 7) + "s")));
            if (i % 9 == 4) {
                engine.crash();
            }
            engine.advance(Duration.ofMillis(700));
        }
        engine.advance(Duration.ofMinutes(10));
        assertThat(ids).allSatisfy(id -> assertThat(engine.state(id)).isEqualTo(SUCCEEDED));
        assertThat(ids).allSatisfy(id -> assertThat(engine.states(id).stream().filter(JobState::isTerminal)).hasSize(1));
        assertThat(engine.world.starts().values()).containsOnly(1);
    }

    @Test
    void withoutAnyExecutorJobsWaitAndSaySo() {
        engine.startWithoutExecutor(new Plugins());
        JobId id = engine.submit(Map.of());
        assertThat(engine.waitReason(id).code()).isEqualTo(ReasonCode.EXECUTOR_ABSENT);
    }
}
