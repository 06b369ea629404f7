package org.godocker.executor.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ExecutorException;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.spi.executor.LaunchResult;
import org.godocker.spi.executor.Run;
import org.godocker.testkit.contract.RecordingListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a launch is disturbed, the container of an attempt is started once, counted by the engine's own events. */
@Timeout(240)
class StartOnceTest extends EngineRig {

    private EngineProxy proxy;
    private DockerExecutor executor;

    @BeforeEach
    void openExecutor() throws IOException {
        proxy = EngineProxy.onSocket(directory.resolve("engine.sock"));
        executor = open(Executors.with(Map.of(), Map.of("endpoint", "unix://" + directory.resolve("engine.sock"))));
    }

    @AfterEach
    void closeProxy() throws IOException {
        executor.close();
        proxy.close();
    }

    /** As the engine does: asks again as long as it is not told. */
    private Run launchUntilTold(LaunchRequest request) {
        LaunchResult result = patiently().ignoreExceptionsInstanceOf(ExecutorException.class)
                .until(() -> executor.launch(request), LaunchResult.Launched.class::isInstance);
        return new Run(request.attempt(), NODE, Optional.of(((LaunchResult.Launched) result).handle()));
    }

    private void startedAndEndedOnce(AttemptId attempt, Run run) {
        assertThat(awaitEnd(run).exitCode()).isEqualTo(4);
        // A second start would come within the time that any order was held back.
        await().during(Duration.ofMillis(1500)).atMost(Duration.ofSeconds(30))
                .until(() -> starts(attempt) == 1 && jobs.timesRun(attempt) == 1);
    }

    @Test
    void whenTheStartOrderIsLost() {
        proxy.mishap(new EngineProxy.Mishap.OrderLost());
        AttemptId attempt = newAttempt();
        Run run = launchUntilTold(jobs.script(attempt, NODE, "exit 4"));
        assertThat(proxy.happened()).isTrue();
        startedAndEndedOnce(attempt, run);
    }

    @Test
    void whenTheAnswerToTheStartOrderIsLost() {
        proxy.mishap(new EngineProxy.Mishap.AnswerLost());
        AttemptId attempt = newAttempt();
        Run run = launchUntilTold(jobs.script(attempt, NODE, "exit 4"));
        assertThat(proxy.happened()).isTrue();
        startedAndEndedOnce(attempt, run);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 300, 1000, 1600, 2200, 2900, 3500})
    void whenTheStartOrderOfADeadClientComesLate(int milliseconds) {
        proxy.mishap(new EngineProxy.Mishap.OrderLate(Duration.ofMillis(milliseconds)));
        AttemptId attempt = newAttempt();
        Run run = launchUntilTold(jobs.script(attempt, NODE, "exit 4"));
        assertThat(proxy.happened()).isTrue();
        startedAndEndedOnce(attempt, run);
    }

    @Test
    void whenAnEarlierServerDiedBeforeStartingIt() throws Exception {
        AttemptId attempt = newAttempt();
        witness.engine().create(RefusalTest.spec(names.name(attempt), names.labels(attempt, "ada")));
        Run run = launch(executor, jobs.script(attempt, NODE, "exit 4"));
        startedAndEndedOnce(attempt, run);
    }

    @Test
    void whenItHasEndedAlready() throws Exception {
        AttemptId attempt = newAttempt();
        Run first = launch(executor, jobs.script(attempt, NODE, "exit 4"));
        awaitEnd(first);
        executor.close();
        DockerExecutor next = open(Executors.local(Map.of()), new RecordingListener());
        assertThat(launch(next, jobs.script(attempt, NODE, "exit 4")).handle()).isEqualTo(first.handle());
        startedAndEndedOnce(attempt, first);
    }

    @Test
    void whenTwoServersOfTheSameIdLaunchAtOnce() throws Exception {
        DockerExecutor other = open(Executors.local(Map.of()), new RecordingListener());
        ExecutorService threads = java.util.concurrent.Executors.newFixedThreadPool(8);
        try {
            List<LaunchRequest> requests = new ArrayList<>();
            List<Callable<LaunchResult>> launches = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                LaunchRequest request = jobs.script(newAttempt(), NODE, "exit 4");
                requests.add(request);
                launches.add(() -> executor.launch(request));
                launches.add(() -> other.launch(request));
            }
            for (Future<LaunchResult> answer : threads.invokeAll(launches)) {
                assertThat(answer.get()).isInstanceOf(LaunchResult.Launched.class);
            }
            for (LaunchRequest request : requests) {
                startedAndEndedOnce(request.attempt(), new Run(request.attempt(), NODE, Optional.empty()));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void notAtAllWhenItIsKilledWhileItsImageIsPulled() throws Exception {
        AttemptId attempt = newAttempt();
        ExecutorService thread = java.util.concurrent.Executors.newSingleThreadExecutor();
        try {
            Future<LaunchResult> answer = thread.submit(() -> executor.launch(
                    jobs.request(attempt, NODE, "godocker.invalid/missing", List.of("/bin/true"))));
            executor.kill(new Run(attempt, NODE, Optional.empty()), Duration.ofSeconds(5));
            assertThat(answer.get()).isInstanceOf(LaunchResult.Refused.class);
            assertThat(exists(attempt)).isFalse();
        } finally {
            thread.shutdownNow();
        }
    }
}
