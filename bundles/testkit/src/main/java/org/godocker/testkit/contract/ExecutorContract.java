package org.godocker.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ExecutorException;
import org.godocker.spi.executor.ExecutorHandle;
import org.godocker.spi.executor.LaunchResult;
import org.godocker.spi.executor.Node;
import org.godocker.spi.executor.Observation;
import org.godocker.spi.executor.ObservedRun;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.RunOutcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every executor must do, tried on real nodes. Extend it, fill in the hooks of {@link ExecutorRig}, run it; take
 * {@link SuspendableExecutorContract} instead when containers can be frozen.
 *
 * <p>Each test opens an executor of its own with a random server id, and releases in the end whatever it launched.
 */
@Timeout(300)
public abstract class ExecutorContract extends ExecutorRig {

    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    @DisplayName("nodes have unique names, capacity, and a reason when they are not available")
    void givesNodes() {
        String first = node();
        List<Node> nodes = executor().nodes();
        assertThat(nodes).extracting(Node::name).doesNotHaveDuplicates().contains(first);
        assertThat(nodes).filteredOn(Node::available).allSatisfy(node -> {
            assertThat(node.cpuMillis()).isPositive();
            assertThat(node.memoryBytes()).isPositive();
        });
        assertThat(nodes).filteredOn(node -> !node.available()).allSatisfy(node -> assertThat(node.message()).isNotBlank());
        assertThat(executor().capabilities()).isNotNull();
    }

    @Test
    @DisplayName("a container runs once, its end is reported, and it stays observable until it is released")
    void runsToTheEnd() throws Exception {
        AttemptId attempt = newAttempt();
        Run run = launch(attempt, Script.exit(0));

        RunOutcome outcome = awaitReportedEnd(run);
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.outOfMemory()).isFalse();
        outcome.started().ifPresent(started -> assertThat(outcome.ended()).isAfterOrEqualTo(started));
        assertThat(timesRun(attempt)).isOne();

        Observation.Ended seen = awaitObservation(server(), run, Observation.Ended.class);
        assertThat(seen.outcome().exitCode()).isZero();
        executor().release(run);
        assertThat(executor().observe(run)).isInstanceOf(Observation.Absent.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 126, 255})
    @DisplayName("exit codes come through, in the report and when asked")
    void givesExitCodes(int code) throws Exception {
        Run run = launch(newAttempt(), Script.exit(code));
        assertThat(awaitReportedEnd(run).exitCode()).isEqualTo(code);
        assertThat(awaitObservation(server(), run, Observation.Ended.class).outcome().exitCode()).isEqualTo(code);
    }

    @Test
    @DisplayName("an attempt is absent, then runs, then has ended, with and without its handle")
    void observesEachState() throws Exception {
        AttemptId attempt = newAttempt();
        assertThat(executor().observe(new Run(attempt, node(), Optional.empty()))).isInstanceOf(Observation.Absent.class);

        Run run = launch(attempt, Script.sleep(LONG));
        for (Run named : List.of(run, withoutHandle(run))) {
            Observation.Running seen = awaitObservation(server(), named, Observation.Running.class);
            assertThat(ExecutorHandle.parse(seen.handle().text())).isEqualTo(run.handle().orElseThrow());
        }
        executor().kill(run, Duration.ZERO);
        awaitObservation(server(), run, Observation.Ended.class);
        awaitObservation(server(), withoutHandle(run), Observation.Ended.class);
    }

    @Test
    @DisplayName("launching again while it runs finds the same container")
    void launchIsIdempotentWhileRunning() throws Exception {
        AttemptId attempt = newAttempt();
        Run first = launch(attempt, Script.sleep(LONG));
        Run second = launch(attempt, Script.sleep(LONG));
        assertThat(second.handle()).isEqualTo(first.handle());
        patiently().until(() -> timesRun(attempt) == 1);
        assertThat(ownRuns(attempt)).hasSize(1);
    }

    @Test
    @DisplayName("launching several times at once starts one container")
    void launchIsIdempotentWhenConcurrent() throws Exception {
        AttemptId attempt = newAttempt();
        String node = node();
        int callers = 4;
        CyclicBarrier together = new CyclicBarrier(callers);
        Callable<Boolean> launch = () -> {
            together.await();
            try {
                return executor().launch(request(attempt, node, Script.sleep(LONG))) instanceof LaunchResult.Launched;
            } catch (ExecutorException e) {
                // Not to know is allowed, to start a second one is not.
                return false;
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            int taken = 0;
            for (Future<Boolean> answer : threads.invokeAll(List.of(launch, launch, launch, launch))) {
                taken += answer.get() ? 1 : 0;
            }
            assertThat(taken).as("callers that were told it was launched").isPositive();
        } finally {
            threads.shutdownNow();
        }
        Run run = launch(attempt, Script.sleep(LONG));
        patiently().until(() -> timesRun(attempt) > 0);
        assertThat(ownRuns(attempt)).hasSize(1);
        executor().kill(run, Duration.ZERO);
        awaitReportedEnd(run);
        assertThat(timesRun(attempt)).isOne();
    }

    @Test
    @DisplayName("launching again after the end starts nothing")
    void launchAfterTheEndStartsNothing() throws Exception {
        AttemptId attempt = newAttempt();
        Run run = launch(attempt, Script.exit(3));
        awaitReportedEnd(run);

        launch(attempt, Script.exit(3));

        await().during(Duration.ofMillis(500)).atMost(patience()).until(() -> timesRun(attempt) == 1
                && executor().observe(run) instanceof Observation.Ended ended && ended.outcome().exitCode() == 3);
    }

    @Test
    @DisplayName("two attempts of a job are two containers")
    void attemptsAreApart() throws Exception {
        AttemptId first = newAttempt();
        AttemptId second = new AttemptId(first.job(), 2);
        Run firstRun = launch(first, Script.exit(1));
        Run secondRun = launch(second, Script.exit(2));
        assertThat(firstRun.handle()).isNotEqualTo(secondRun.handle());
        assertThat(awaitReportedEnd(firstRun).exitCode()).isEqualTo(1);
        assertThat(awaitReportedEnd(secondRun).exitCode()).isEqualTo(2);
    }

    @Test
    @DisplayName("many at once each end once")
    void runsManyAtOnce() throws Exception {
        String node = node();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(8, executor().capabilities().parallelLaunches()));
        try {
            List<Future<Run>> runs = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                AttemptId attempt = newAttempt();
                int code = i;
                runs.add(threads.submit(() -> {
                    LaunchResult result = executor().launch(request(attempt, node, Script.exit(code)));
                    assertThat(result).isInstanceOf(LaunchResult.Launched.class);
                    return new Run(attempt, node, Optional.of(((LaunchResult.Launched) result).handle()));
                }));
            }
            Set<ExecutorHandle> handles = new HashSet<>();
            for (int i = 0; i < runs.size(); i++) {
                Run run = runs.get(i).get();
                assertThat(handles.add(run.handle().orElseThrow())).as("its own handle").isTrue();
                assertThat(awaitReportedEnd(run).exitCode()).isEqualTo(i);
                assertThat(timesRun(run.attempt())).isOne();
                executor().release(run);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("a refused request leaves nothing behind and says why")
    void refusesForGood() throws Exception {
        AttemptId attempt = newAttempt();
        LaunchResult result = executor().launch(refusedRequest(attempt, node()));
        assertThat(result).isInstanceOfSatisfying(LaunchResult.Refused.class,
                refused -> assertThat(refused.reason().message()).isNotBlank());
        assertThat(ownRuns(attempt)).isEmpty();
        assertThat(timesRun(attempt)).isZero();
    }

    @Test
    @DisplayName("a node that does not exist starts nothing")
    void startsNothingOnAnUnknownNode() throws Exception {
        AttemptId attempt = newAttempt();
        LaunchResult result = executor().launch(request(attempt, "no-such-node", Script.exit(0)));
        assertThat(result).isNotInstanceOf(LaunchResult.Launched.class);
        assertThat(ownRuns(attempt)).isEmpty();
        assertThat(timesRun(attempt)).isZero();
    }

    @Test
    @DisplayName("a kill ends a container that listens before the grace period is over")
    void killsWhatListens() throws Exception {
        Run run = launch(newAttempt(), Script.sleep(LONG));
        awaitObservation(server(), run, Observation.Running.class);
        executor().kill(run, LONG);
        assertThat(awaitReportedEnd(run).exitCode()).isNotZero();
    }

    @Test
    @DisplayName("a kill ends a container that does not listen once the grace period is over, with 137")
    void killsWhatIsDeaf() throws Exception {
        AttemptId attempt = newAttempt();
        Run run = launch(attempt, Script.sleepDeaf(LONG));
        patiently().until(() -> timesRun(attempt) == 1);
        Instant asked = Instant.now();
        executor().kill(run, grace());
        executor().kill(run, grace());
        assertThat(awaitReportedEnd(run).exitCode()).isEqualTo(137);
        assertThat(Duration.between(asked, Instant.now())).isGreaterThan(grace().minusSeconds(1));
    }

    @Test
    @DisplayName("a kill needs no handle and, without a grace period, comes at once")
    void killsAtOnce() throws Exception {
        Run run = launch(newAttempt(), Script.sleepDeaf(LONG));
        executor().kill(withoutHandle(run), Duration.ZERO);
        assertThat(awaitReportedEnd(run).exitCode()).isEqualTo(137);
    }

    @Test
    @DisplayName("killing what is absent or has ended is harmless")
    void killIsHarmless() throws Exception {
        Run absent = new Run(newAttempt(), node(), Optional.empty());
        assertThatCode(() -> executor().kill(absent, grace())).doesNotThrowAnyException();

        Run run = launch(newAttempt(), Script.exit(3));
        awaitReportedEnd(run);
        assertThatCode(() -> executor().kill(run, grace())).doesNotThrowAnyException();
        assertThat(awaitObservation(server(), run, Observation.Ended.class).outcome().exitCode()).isEqualTo(3);
    }

    @Test
    @DisplayName("releasing removes running, ended and absent containers alike, again and again")
    void releaseIsIdempotent() throws Exception {
        Run running = launch(newAttempt(), Script.sleepDeaf(LONG));
        Run ended = launch(newAttempt(), Script.exit(0));
        awaitReportedEnd(ended);
        for (Run run : List.of(running, ended)) {
            executor().release(run);
            executor().release(withoutHandle(run));
            patiently().until(() -> executor().observe(run) instanceof Observation.Absent);
        }
        assertThat(executor().recover()).isEmpty();
    }

    @Test
    @DisplayName("recovery lists what this server started, in every state, and nothing of others")
    void recoversItsOwn() throws Exception {
        Server other = open(randomServerId());
        AttemptId shared = newAttempt();
        Run running = launch(shared, Script.sleep(LONG));
        Run ended = launch(newAttempt(), Script.exit(3));
        awaitReportedEnd(ended);
        Run foreign = launch(other, shared, Script.sleep(LONG));
        assertThat(foreign.handle()).as("two servers, two containers").isNotEqualTo(running.handle());

        List<ObservedRun> own = executor().recover();
        assertThat(own).extracting(found -> found.run().attempt()).containsExactlyInAnyOrder(shared, ended.attempt());
        assertThat(own).allSatisfy(found -> {
            assertThat(found.run().node()).isEqualTo(running.node());
            assertThat(found.created()).isBeforeOrEqualTo(Instant.now().plusSeconds(5));
        });
        assertThat(own).filteredOn(found -> found.run().attempt().equals(ended.attempt())).singleElement()
                .satisfies(found -> assertThat(found.observation()).isInstanceOf(Observation.Ended.class));
        assertThat(other.executor().recover()).singleElement()
                .satisfies(found -> assertThat(found.run().attempt()).isEqualTo(shared));

        executor().release(running);
        assertThat(other.executor().observe(foreign)).isInstanceOf(Observation.Running.class);
    }

    @Test
    @DisplayName("a closed executor reports nothing, and its containers go on for the next one")
    void containersOutliveTheExecutor() throws Exception {
        Run running = launch(newAttempt(), Script.sleep(LONG));
        Run ending = launch(newAttempt(), Script.sleep(Duration.ofSeconds(1)));
        close(server());
        int reported = server().reports().count();

        Server next = open(server().id());
        assertThat(awaitObservation(next, running, Observation.Running.class).handle()).isEqualTo(running.handle().orElseThrow());
        assertThat(awaitObservation(next, withoutHandle(ending), Observation.Ended.class).outcome().exitCode()).isZero();
        patiently().until(() -> next.executor().recover().size() == 2);

        next.executor().kill(running, Duration.ZERO);
        assertThat(awaitReportedEnd(next, running).exitCode()).isEqualTo(137);
        assertThat(server().reports().count()).as("reports after it was closed").isEqualTo(reported);
    }

    private List<ObservedRun> ownRuns(AttemptId attempt) throws ExecutorException {
        return executor().recover().stream().filter(found -> found.run().attempt().equals(attempt)).toList();
    }
}
