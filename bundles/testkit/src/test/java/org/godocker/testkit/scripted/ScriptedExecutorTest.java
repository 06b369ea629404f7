package org.godocker.testkit.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godocker.api.job.JobId;
import org.godocker.api.job.ReasonCode;
import org.godocker.api.job.ResourceRequest;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ContainerUser;
import org.godocker.spi.executor.ExecutorContext;
import org.godocker.spi.executor.ExecutorException;
import org.godocker.spi.executor.ExecutorListener;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.spi.executor.LaunchResult;
import org.godocker.spi.executor.Observation;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.RunOutcome;
import org.godocker.testkit.time.VirtualTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScriptedExecutorTest {

    private static final AttemptId FIRST = new AttemptId(new JobId(1), 1);

    private final VirtualTime time = new VirtualTime();
    private final ScriptedWorld world = new ScriptedWorld(time.clock(), time.scheduler()).node("n1", 4_000, 8L << 30);
    private final ScriptedExecutor executor = new ScriptedExecutor(world);
    private final List<String> reports = new ArrayList<>();

    @BeforeEach
    void open() {
        executor.open(new ExecutorContext("aaaaaaaa", new Noting()));
    }

    @Test
    void runsForItsDelayAndEndsWithItsExitCode() throws Exception {
        assertThat(launch(Map.of("SCRIPTED_DELAY", "90m", "SCRIPTED_EXIT", "3"))).isInstanceOf(LaunchResult.Launched.class);
        time.advance(Duration.ofMinutes(89));
        assertThat(executor.observe(run())).isInstanceOf(Observation.Running.class);
        time.advance(Duration.ofMinutes(1));
        assertThat(reports).containsExactly("ended 1/1 3");
        assertThat(world.starts(FIRST)).isOne();
    }

    @Test
    void theKernelEndsItForItsMemory() throws Exception {
        launch(Map.of("SCRIPTED_OOM", "true", "SCRIPTED_MEMORY_PEAK", "64MiB"));
        time.settle();
        RunOutcome outcome = ((Observation.Ended) executor.observe(run())).outcome();
        assertThat(outcome.outOfMemory()).isTrue();
        assertThat(outcome.exitCode()).isEqualTo(137);
        assertThat(outcome.usage().memoryPeak()).isEqualTo(64 << 20);
    }

    @Test
    void aMalformedVariableIsRefusedByName() throws Exception {
        LaunchResult result = launch(Map.of("SCRIPTED_EXIT", "many"));
        assertThat(result).isInstanceOfSatisfying(LaunchResult.Refused.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo(ReasonCode.LAUNCH_FAILED);
            assertThat(refused.reason().message()).isEqualTo("SCRIPTED_EXIT=many: must be a whole number");
        });
    }

    @Test
    void failsAroundTheStartAsOftenAsItIsTold() throws Exception {
        Map<String, String> twice = Map.of("SCRIPTED_LAUNCH", "fail-before-start:2");
        assertThatThrownBy(() -> launch(twice)).isInstanceOf(ExecutorException.class);
        assertThat(executor.observe(run())).isInstanceOf(Observation.Created.class);
        assertThatThrownBy(() -> launch(twice)).isInstanceOf(ExecutorException.class);
        assertThat(launch(twice)).isInstanceOf(LaunchResult.Launched.class);
        assertThat(world.starts(FIRST)).isOne();
    }

    @Test
    void startsAndLosesTheAnswer() throws Exception {
        Map<String, String> env = Map.of("SCRIPTED_LAUNCH", "fail-after-start", "SCRIPTED_DELAY", "1m");
        assertThatThrownBy(() -> launch(env)).isInstanceOf(ExecutorException.class);
        assertThat(executor.observe(run())).isInstanceOf(Observation.Running.class);
        assertThat(launch(env)).isInstanceOf(LaunchResult.Launched.class);
        assertThat(world.starts(FIRST)).isOne();
    }

    @Test
    void reportsAreLostRepeatedOrLate() throws Exception {
        launch(Map.of("SCRIPTED_REPORTS", "lost"));
        time.settle();
        assertThat(reports).isEmpty();
        assertThat(executor.observe(run())).isInstanceOf(Observation.Ended.class);

        launch(new AttemptId(new JobId(2), 1), Map.of("SCRIPTED_REPORTS", "twice"));
        time.settle();
        assertThat(reports).containsExactlyInAnyOrder("started 2/1", "started 2/1", "ended 2/1 0", "ended 2/1 0");

        reports.clear();
        AttemptId third = new AttemptId(new JobId(3), 1);
        launch(third, Map.of("SCRIPTED_REPORTS", "late:5s"));
        time.settle();
        executor.release(new Run(third, "n1", Optional.empty()));
        assertThat(reports).isEmpty();
        time.advance(Duration.ofSeconds(5));
        assertThat(reports).containsExactly("started 3/1", "ended 3/1 0");
    }

    @Test
    void aKillIsObeyedIgnoredUntilTheGraceIsOverAndNeverPutOff() throws Exception {
        launch(Map.of("SCRIPTED_DELAY", "forever", "SCRIPTED_IGNORE_TERM", "true"));
        executor.kill(run(), Duration.ofSeconds(10));
        time.advance(Duration.ofSeconds(9));
        executor.kill(run(), Duration.ofSeconds(10));
        assertThat(reports).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(reports).containsExactly("ended 1/1 137");
    }

    @Test
    void aFrozenContainerDoesNotGetOlder() throws Exception {
        launch(Map.of("SCRIPTED_DELAY", "10m"));
        time.advance(Duration.ofMinutes(4));
        executor.suspend(run());
        time.advance(Duration.ofHours(1));
        assertThat(executor.observe(run())).isInstanceOf(Observation.Suspended.class);
        executor.resume(run());
        time.advance(Duration.ofMinutes(5));
        assertThat(reports).isEmpty();
        time.advance(Duration.ofMinutes(1));
        assertThat(reports).containsExactly("ended 1/1 0");
    }

    @Test
    void aFrozenContainerIsKilledOnceTheGraceIsOver() throws Exception {
        launch(Map.of("SCRIPTED_DELAY", "10m"));
        executor.suspend(run());
        executor.kill(run(), Duration.ofSeconds(10));
        time.advance(Duration.ofSeconds(9));
        executor.kill(run(), Duration.ofSeconds(10));
        time.advance(Duration.ofSeconds(1));
        assertThat(reports).containsExactly("ended 1/1 137");
    }

    @Test
    void anUnreachableNodeSaysNothingAndItsReturnAsksForAComparison() throws Exception {
        launch(Map.of("SCRIPTED_DELAY", "1m"));
        world.unreachable("n1");
        time.advance(Duration.ofMinutes(2));
        assertThat(reports).containsExactly("nodesChanged");
        assertThat(executor.observe(run())).isInstanceOf(Observation.Unknown.class);
        assertThatThrownBy(executor::recover).isInstanceOf(ExecutorException.class);
        assertThatThrownBy(() -> executor.kill(run(), Duration.ZERO)).isInstanceOf(ExecutorException.class);
        assertThat(launch(new AttemptId(new JobId(2), 1), Map.of())).isInstanceOf(LaunchResult.Postponed.class);

        world.reachable("n1");
        time.settle();
        assertThat(reports).containsExactly("nodesChanged", "nodesChanged", "resynchronise");
        assertThat(executor.observe(run())).isInstanceOf(Observation.Ended.class);
    }

    @Test
    void aRestartedServerFindsItsContainersAndNoOthers() throws Exception {
        launch(Map.of("SCRIPTED_DELAY", "1h"));
        executor.close();
        time.advance(Duration.ofMinutes(30));

        ScriptedExecutor again = new ScriptedExecutor(world);
        again.open(new ExecutorContext("aaaaaaaa", new Noting()));
        ScriptedExecutor stranger = new ScriptedExecutor(world);
        stranger.open(new ExecutorContext("bbbbbbbb", new Noting()));

        assertThat(again.recover()).singleElement().satisfies(run -> assertThat(run.run().attempt()).isEqualTo(FIRST));
        assertThat(stranger.recover()).isEmpty();
        time.advance(Duration.ofMinutes(30));
        assertThat(reports).containsExactly("ended 1/1 0");
    }

    private LaunchResult launch(Map<String, String> env) throws ExecutorException {
        return launch(FIRST, env);
    }

    private LaunchResult launch(AttemptId attempt, Map<String, String> env) throws ExecutorException {
        return executor.launch(new LaunchRequest(attempt, "n1", "ann", "debian:12", List.of("true"), env, "/mnt/go-docker",
                new ContainerUser(1000, 1000, List.of()), List.of(), new ResourceRequest(1000, 1 << 20), false));
    }

    private static Run run() {
        return new Run(FIRST, "n1", Optional.empty());
    }

    private final class Noting implements ExecutorListener {
        @Override
        public void started(Run run, java.time.Instant when) {
            reports.add("started " + run.attempt());
        }

        @Override
        public void ended(Run run, RunOutcome outcome) {
            reports.add("ended " + run.attempt() + " " + outcome.exitCode());
        }

        @Override
        public void nodesChanged() {
            reports.add("nodesChanged");
        }

        @Override
        public void resynchronise() {
            reports.add("resynchronise");
        }
    }
}
