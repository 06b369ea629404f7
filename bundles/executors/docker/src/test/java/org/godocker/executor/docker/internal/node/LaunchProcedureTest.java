package org.godocker.executor.docker.internal.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.godocker.api.job.JobId;
import org.godocker.api.job.ReasonCode;
import org.godocker.api.job.ResourceRequest;
import org.godocker.executor.docker.internal.config.ExecutorSettings;
import org.godocker.executor.docker.internal.engine.EngineException;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ContainerUser;
import org.godocker.spi.executor.ExecutorException;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.spi.executor.LaunchResult;
import org.godocker.testkit.contract.RecordingListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a launch when the engine answers this or that, or not at all. */
class LaunchProcedureTest {

    private static final AttemptId ATTEMPT = new AttemptId(new JobId(7), 1);
    private final ContainerNames names = new ContainerNames("abcdefgh");
    private final Ledger ledger = new Ledger(names);
    private final FakeEngine engine = new FakeEngine(ledger);
    private final Launches launches = new Launches();
    private final Workers workers = new Workers();
    private final Troubles troubles = new Troubles();
    private final ImagePulls pulls = new ImagePulls();
    private Launches.Launching launching;

    @BeforeEach
    void enter() throws InterruptedException {
        launching = launches.enter(ATTEMPT);
    }

    @AfterEach
    void stop() {
        workers.close();
    }

    private LaunchResult launch(String image, String program, boolean repeated) throws ExecutorException {
        LaunchRequest request = new LaunchRequest(ATTEMPT, "n", "ada", image, List.of(program), Map.of(), "/", new ContainerUser(1, 2, List.of()),
                List.of(), new ResourceRequest(100, 64 << 20), false);
        NodeTools tools = new NodeTools("n", names, () -> ExecutorSettings.DEFAULTS, ledger, pulls, new Programs(), troubles,
                new EndReports("n", names, ledger, workers, new RecordingListener()), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                () -> Duration.ofMillis(1));
        return new LaunchProcedure(tools, new Connection(engine, engine.info()), request, launching, repeated).run();
    }

    private LaunchResult launch() throws ExecutorException {
        return launch("here:1", "/bin/sh", false);
    }

    private static void refused(LaunchResult result, ReasonCode code) {
        assertThat(result).asInstanceOf(InstanceOfAssertFactories.type(LaunchResult.Refused.class))
                .satisfies(r -> assertThat(r.reason().code()).isEqualTo(code));
    }

    private static void postponed(LaunchResult result, ReasonCode code) {
        assertThat(result).asInstanceOf(InstanceOfAssertFactories.type(LaunchResult.Postponed.class))
                .satisfies(r -> assertThat(r.reason().code()).isEqualTo(code));
    }

    private static FakeEngine.Hook fail(EngineException e) {
        return ref -> {
            throw e;
        };
    }

    @Test
    void theNormalWayTakesTwoCalls() throws Exception {
        assertThat(launch()).isInstanceOfSatisfying(LaunchResult.Launched.class, l -> assertThat(l.started()).isEqualTo(FakeEngine.NOW));
        assertThat(engine.calls).containsExactly("create", "start");
    }

    @Test
    void anAbsentImageIsPulledOnce() throws Exception {
        engine.pullable.add("there:1");
        assertThat(launch("there:1", "/bin/sh", false)).isInstanceOf(LaunchResult.Launched.class);
        assertThat(engine.calls).containsExactly("create", "pull", "create", "start");
    }

    @Test
    void anImageThatCannotBePulledIsRefused() throws Exception {
        refused(launch("nowhere:1", "/bin/sh", false), ReasonCode.IMAGE_NOT_FOUND);
        assertThat(engine.size()).isZero();
    }

    @Test
    void whatRunsAlreadyIsNotStartedAgainThoughItsImageIsGone() throws Exception {
        engine.startNow(engine.putCreated(names.name(ATTEMPT), names.labels(ATTEMPT, "ada")));
        assertThat(launch("nowhere:1", "/bin/sh", false)).isInstanceOf(LaunchResult.Launched.class);
        assertThat(engine.starts).isOne();
    }

    @Test
    void whatRunsAlreadyIsFound() throws Exception {
        String id = engine.putCreated(names.name(ATTEMPT), names.labels(ATTEMPT, "ada"));
        engine.startNow(id);
        assertThat(launch()).isInstanceOfSatisfying(LaunchResult.Launched.class, l -> assertThat(l.handle().value()).isEqualTo(id));
        assertThat(engine.calls).doesNotContain("start", "remove");
    }

    @Test
    void whatHasEndedIsNotStartedAgain() throws Exception {
        String id = engine.putCreated(names.name(ATTEMPT), names.labels(ATTEMPT, "ada"));
        engine.startNow(id);
        engine.endNow(id, 0);
        assertThat(launch()).isInstanceOf(LaunchResult.Launched.class);
        assertThat(engine.starts).isOne();
    }

    @Test
    void whatWasMadeButNotStartedIsMadeAnew() throws Exception {
        String old = engine.putCreated(names.name(ATTEMPT), names.labels(ATTEMPT, "ada"));
        assertThat(launch()).isInstanceOfSatisfying(LaunchResult.Launched.class, l -> assertThat(l.handle().value()).isNotEqualTo(old));
        assertThat(engine.starts).isOne();
        assertThat(engine.size()).isOne();
    }

    @Test
    void aLateStartJustBeforeTheRemovalIsFound() throws Exception {
        String old = engine.putCreated(names.name(ATTEMPT), names.labels(ATTEMPT, "ada"));
        engine.next("remove", engine::startNow);
        assertThat(launch()).isInstanceOfSatisfying(LaunchResult.Launched.class, l -> assertThat(l.handle().value()).isEqualTo(old));
        assertThat(engine.starts).isOne();
    }

    @Test
    void aLateStartThatEndedBeforeTheRemovalIsFoundInTheEvents() throws Exception {
        String old = engine.putCreated(names.name(ATTEMPT), names.labels(ATTEMPT, "ada"));
        engine.next("remove", id -> {
            engine.startNow(id);
            engine.endNow(id, 0);
        });
        assertThat(launch()).isInstanceOfSatisfying(LaunchResult.Launched.class, l -> assertThat(l.handle().value()).isEqualTo(old));
        assertThat(engine.starts).isOne();
        assertThat(engine.size()).isZero();
    }

    @Test
    void aContainerOfSomebodyElseIsLeftAlone() throws Exception {
        engine.putCreated(names.name(ATTEMPT), Map.of("who", "knows"));
        refused(launch(), ReasonCode.LAUNCH_FAILED);
        assertThat(engine.calls).doesNotContain("remove", "start");
    }

    @Test
    void anUnreachableEngineMeansAnotherTry() throws Exception {
        engine.next("create", fail(EngineException.unreachable("refused", null)));
        postponed(launch(), ReasonCode.EXECUTOR_UNREACHABLE);
    }

    @Test
    void anUnreachableEngineTellsNothingOfAnEarlierCall() {
        engine.next("create", fail(EngineException.unreachable("refused", null)));
        assertThatThrownBy(() -> launch("here:1", "/bin/sh", true)).isInstanceOf(ExecutorException.class);
    }

    @Test
    void aLostAnswerToCreateIsAskedForAgain() throws Exception {
        engine.next("create", name -> {
            engine.putCreated(name, names.labels(ATTEMPT, "ada"));
            throw EngineException.uncertain("broken", null);
        });
        assertThat(launch()).isInstanceOf(LaunchResult.Launched.class);
        assertThat(engine.starts).isOne();
        assertThat(engine.size()).isOne();
    }

    @Test
    void aLostAnswerToStartIsFoundOut() throws Exception {
        engine.next("start", id -> {
            engine.startNow(id);
            throw EngineException.uncertain("broken", null);
        });
        assertThat(launch()).isInstanceOf(LaunchResult.Launched.class);
        assertThat(engine.starts).isOne();
    }

    @Test
    void aLostStartIsGivenOnceMoreToANewContainer() throws Exception {
        engine.next("start", fail(EngineException.uncertain("broken", null)));
        assertThat(launch()).isInstanceOf(LaunchResult.Launched.class);
        assertThat(engine.starts).isOne();
        assertThat(engine.calls).containsSubsequence("create", "start", "remove", "create", "start");
    }

    @Test
    void whatCannotBeFoundOutIsNotKnown() {
        engine.next("start", fail(EngineException.uncertain("broken", null)));
        engine.next("inspect", fail(EngineException.unreachable("still broken", null)));
        assertThatThrownBy(this::launch).isInstanceOf(ExecutorException.class).hasMessageContaining("still broken");
    }

    @Test
    void aContainerThatCannotBeSetUpIsRefusedAndRemoved() throws Exception {
        engine.next("start", fail(EngineException.answered(500, "OCI runtime create failed: no such user", null)));
        refused(launch(), ReasonCode.LAUNCH_FAILED);
        assertThat(engine.size()).isZero();
        assertThat(engine.starts).isZero();
    }

    @Test
    void troubleOfTheEngineMeansAnotherTryButNotForEver() throws Exception {
        for (int i = 0; i < 2; i++) {
            engine.next("start", fail(EngineException.answered(500, "something went wrong", null)));
            postponed(launch(), ReasonCode.START_POSTPONED);
        }
        engine.next("start", fail(EngineException.answered(500, "something went wrong", null)));
        refused(launch(), ReasonCode.LAUNCH_FAILED);
        assertThat(engine.size()).isZero();
    }

    @Test
    void anEngineOnItsWayDownIsNotHeldAgainstTheJob() throws Exception {
        for (int i = 0; i < 5; i++) {
            engine.next("start", fail(EngineException.answered(500, "OCI runtime create failed: context canceled", null)));
            postponed(launch(), ReasonCode.START_POSTPONED);
        }
    }

    @Test
    void aBadRequestIsRefusedWithTheEnginesWords() throws Exception {
        engine.next("create", fail(EngineException.answered(400, "bind source path does not exist: /x", null)));
        assertThat(launch()).isInstanceOfSatisfying(LaunchResult.Refused.class, r -> assertThat(r.reason().message()).contains("/x"));
    }

    @Test
    void aMissingProgramIsRefusedBeforeTheStart() throws Exception {
        refused(launch("here:1", "/missing", false), ReasonCode.LAUNCH_FAILED);
        assertThat(engine.size()).isZero();
        assertThat(engine.starts).isZero();
    }

    @Test
    void aLaunchThatWasCalledOffStartsNothing() throws Exception {
        engine.next("create", name -> launches.callOff(ATTEMPT));
        refused(launch(), ReasonCode.LAUNCH_FAILED);
        assertThat(engine.size()).isZero();
        assertThat(engine.starts).isZero();
    }

    @Test
    void aKillThatTakesTheContainerAwayBeforeTheStartWins() throws Exception {
        engine.next("start", id -> {
            launches.callOff(ATTEMPT);
            engine.remove(id, false);
        });
        refused(launch(), ReasonCode.LAUNCH_FAILED);
        assertThat(engine.starts).isZero();
    }
}
