package org.godocker.engine.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.godocker.testkit.scenario.Scenario.gib;
import static org.godocker.testkit.scenario.Scenario.hours;
import static org.godocker.testkit.scenario.Scenario.minutes;
import static org.godocker.testkit.scenario.Scenario.seconds;
import static org.godocker.testkit.scenario.ScenarioJob.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobState;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.spi.store.StoreException;
import org.godocker.spi.watcher.ContinueVerdict;
import org.godocker.spi.watcher.RunningJob;
import org.godocker.spi.watcher.Watcher;
import org.godocker.testkit.scenario.Scenario;
import org.godocker.testkit.scripted.ScriptVariables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stories about the whole engine on virtual time. */
class EngineScenariosTest {

    private final Scenario story = Scenario.of(ScenarioEngine::start);

    @Test
    void aJobRunsToItsEnd() {
        story.node("n1", 4, gib(8));
        JobId id = story.submit(job().running(minutes(5)).exiting(3));
        story.advance(minutes(4));
        story.expect(id).isRunning().onNode("n1");
        story.advance(minutes(1));
        story.expect(id).is(JobState.FAILED).because(ReasonCode.EXIT_CODE).exitedWith(3).ranFor(minutes(5)).startedOnce()
                .wentThrough(JobState.PENDING, JobState.STARTING, JobState.RUNNING, JobState.FAILED);
        story.advance(minutes(10));
        story.expectAllEndedOnce();
    }

    @Test
    void aSmallJobPassesALargeOneWhichIsNotStarved() {
        story.node("n1", 4, gib(8));
        story.submit(job().needing(2, gib(1)).running(hours(1)));
        JobId large = story.submit(job().needing(4, gib(1)).running(minutes(1)));
        JobId small = story.submit(job().needing(2, gib(1)).running(minutes(1)));
        story.expect(large).waitsFor(ReasonCode.NO_CAPACITY);
        story.expect(small).isRunning();

        // Small jobs keep coming; after hold-capacity-after (10 m) they no longer get between the large one and the node.
        story.advance(minutes(80), minutes(1), () -> story.submit(job().needing(2, gib(1)).running(minutes(3))));
        story.expect(large).is(JobState.SUCCEEDED).startedOnce();
        story.advance(hours(9));
        story.expectAllEndedOnce();
    }

    @Test
    void aServerThatDiesWhileJobsRunPicksThemUp() {
        story.node("n1", 8, gib(64));
        List<JobId> ids = story.submit(job().running(minutes(10)), 8);
        story.advance(minutes(3)).crash();
        ids.forEach(id -> story.expect(id).isRunning());
        story.advance(minutes(6)).restart(minutes(30));
        story.advance(minutes(1));
        ids.forEach(id -> story.expect(id).is(JobState.SUCCEEDED).inAttempt(1).startedOnce().ranFor(minutes(10)));
        story.advance(minutes(10));
        story.expectAllEndedOnce();
    }

    @Test
    void lostRepeatedAndLateReportsAndSpuriousAlarmsChangeNothing() {
        story.node("n1", 16, gib(64));
        for (String reports : List.of("lost", "twice", "late:10m", "normal")) {
            story.submit(job().running(minutes(2)).with(ScriptVariables.REPORTS, reports).with(ScriptVariables.RESYNCHRONISE, "true"), 4);
        }
        story.advance(minutes(1));
        story.world().resynchronise();
        story.advance(minutes(4));
        story.world().repeatReports();
        story.advance(minutes(30));
        story.expectAllEndedOnce();
    }

    @Test
    void faultsAroundTheStartNeverStartAnAttemptTwice() {
        story.node("n1", 64, gib(256));
        for (String launch : List.of("fail-before-create", "fail-before-start:2", "fail-after-start", "postpone:3")) {
            story.submit(job().running(minutes(1)).with(ScriptVariables.LAUNCH, launch), 5);
        }
        JobId refused = story.submit(job().with(ScriptVariables.LAUNCH, "image-not-found"));
        story.advance(hours(1));
        story.expect(refused).is(JobState.FAILED).because(ReasonCode.IMAGE_NOT_FOUND).neverStarted();
        story.expectAllEndedOnce();
    }

    @Test
    void aKillIsFinishedByTheServerThatComesAfter() {
        story.node("n1", 4, gib(8));
        JobId deaf = story.submit(job().runningUntilKilled().with(ScriptVariables.IGNORE_TERM, "true"));
        story.kill(deaf).advance(seconds(1)).crash();
        story.advance(minutes(2));
        story.expect(deaf).is(JobState.KILLED).because(ReasonCode.KILLED_BY_OWNER).startedOnce();
        JobId waiting = story.submit(job().needing(64, gib(1)));
        story.kill(waiting);
        story.expect(waiting).is(JobState.KILLED).neverStarted();
    }

    @Test
    void aNodeThatDoesNotAnswerKeepsItsJobs() {
        story.node("n1", 4, gib(8));
        JobId running = story.submit(job().running(minutes(5)));
        story.world().unreachable("n1");
        JobId waiting = story.submit(job().running(minutes(1)));
        story.advance(minutes(20));
        story.expect(running).isRunning();
        story.expect(waiting).waitsFor(ReasonCode.EXECUTOR_UNREACHABLE);
        story.world().reachable("n1");
        story.advance(minutes(5));
        story.expect(running).is(JobState.SUCCEEDED).startedOnce();
        story.expect(waiting).is(JobState.SUCCEEDED).startedOnce();
    }

    @Test
    void whatIsWantedOfANodeThatDoesNotAnswerIsDoneAsSoonAsItIsBack() {
        story.node("n1", 4, gib(8));
        JobId running = story.submit(job().runningUntilKilled());
        story.world().unreachable("n1");
        story.kill(running).advance(hours(2));
        story.expect(running).isRunning();
        story.world().reachable("n1");
        story.advance(seconds(1));
        story.expect(running).is(JobState.KILLED).because(ReasonCode.KILLED_BY_OWNER).startedOnce();
        story.expectAllEndedOnce();
    }

    @Test
    void aWatcherEndsAJobAtItsTimeAlsoAfterARestart() {
        story.node("n1", 4, gib(8)).watcher(new OneHour());
        JobId id = story.submit(job().runningUntilKilled());
        story.advance(minutes(30)).crash();
        story.advance(minutes(29));
        story.expect(id).isRunning();
        story.advance(minutes(2));
        story.expect(id).is(JobState.KILLED).because(ReasonCode.LIFESPAN_REACHED).saying("one hour");
    }

    @Test
    void whileNothingCanBeWrittenNothingStartsAndNothingIsLost() {
        story.node("n1", 4, gib(8));
        JobId running = story.submit(job().running(minutes(2)));
        story.advance(seconds(10));
        story.storeFaults().down();
        story.advance(minutes(5));
        story.storeFaults().healed();
        story.advance(minutes(5));
        story.expect(running).is(JobState.SUCCEEDED).exitedWith(0).startedOnce();
    }

    /** Chance is seeded, so a story that fails can be told again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverHappensEveryJobEndsAndNoAttemptStartsTwice(long seed) {
        Random chance = new Random(seed);
        story.node("n1", 8, gib(64)).node("n2", 4, gib(32));
        List<String> reports = List.of("normal", "lost", "twice", "late:45s");
        List<String> launches = List.of("start", "start", "postpone:2", "fail-before-create", "fail-before-start", "fail-after-start");
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ids.add(story.submit(job().of("user" + chance.nextInt(3)).needing(1 + chance.nextInt(4), gib(1)).running(seconds(chance.nextInt(240)))
                    .exiting(chance.nextInt(2)).with(ScriptVariables.REPORTS, reports.get(chance.nextInt(reports.size())))
                    .with(ScriptVariables.LAUNCH, launches.get(chance.nextInt(launches.size())))));
        }
        story.advance(hours(1), seconds(20), () -> {
            switch (chance.nextInt(13)) {
                case 0 -> story.crash();
                case 1 -> story.restart(seconds(chance.nextInt(90)));
                case 2 -> story.world().unreachable(chance.nextBoolean() ? "n1" : "n2");
                case 3, 4 -> {
                    story.world().reachable("n1");
                    story.world().reachable("n2");
                }
                case 5 -> story.storeFaults().failNextCommit(StoreException.Kind.UNAVAILABLE);
                case 6 -> story.storeFaults().loseNextAnswer();
                case 7 -> story.world().repeatReports();
                case 8 -> story.kill(ids.get(chance.nextInt(ids.size())));
                default -> { }
            }
        });
        story.world().reachable("n1");
        story.world().reachable("n2");
        story.storeFaults().healed();
        story.advance(hours(2));
        assertThat(story.ended()).isEqualTo(60);
        story.expectAllEndedOnce();
    }

    private static final class OneHour implements Watcher {

        @Override
        public String name() {
            return "one-hour";
        }

        @Override
        public ContinueVerdict review(RunningJob job, Instant now) {
            Instant end = job.started().plus(hours(1));
            return now.isBefore(end) ? new ContinueVerdict.GoOn(Optional.of(end))
                    : new ContinueVerdict.Kill(Reason.of(ReasonCode.LIFESPAN_REACHED, "It ran for one hour"));
        }
    }
}
