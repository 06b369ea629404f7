package org.godocker.executor.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.executor.docker.internal.engine.ContainerSpec;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ExecutorHandle;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.spi.executor.LaunchResult;
import org.godocker.spi.executor.Mount;
import org.godocker.spi.executor.Observation;
import org.godocker.spi.executor.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What cannot be started is refused with the engine's words and leaves nothing; what is not ours is left alone. */
@Timeout(180)
class RefusalTest extends EngineRig {

    private DockerExecutor executor;

    @BeforeEach
    void openExecutor() {
        executor = open(Executors.local(Map.of()));
    }

    private Reason refused(LaunchRequest request) throws Exception {
        LaunchResult result = executor.launch(request);
        assertThat(result).isInstanceOf(LaunchResult.Refused.class);
        assertThat(exists(request.attempt())).as("a container is left").isFalse();
        assertThat(starts(request.attempt())).isZero();
        assertThat(reports.ends(request.attempt())).isEmpty();
        return ((LaunchResult.Refused) result).reason();
    }

    @Test
    void missingImage() throws Exception {
        Reason reason = refused(jobs.request(newAttempt(), NODE, "godocker.invalid/missing", List.of("/bin/true")));
        assertThat(reason.code()).isEqualTo(ReasonCode.IMAGE_NOT_FOUND);
        assertThat(reason.message()).contains("godocker.invalid/missing", "Check its name");
    }

    @Test
    void malformedImage() throws Exception {
        assertThat(refused(jobs.request(newAttempt(), NODE, "Not//An Image", List.of("/bin/true"))).code()).isEqualTo(ReasonCode.LAUNCH_FAILED);
    }

    @Test
    void missingCommand() throws Exception {
        Reason reason = refused(jobs.request(newAttempt(), NODE, DockerJobs.image(), List.of("/no/such/program")));
        assertThat(reason.code()).isEqualTo(ReasonCode.LAUNCH_FAILED);
        assertThat(reason.message()).contains("/no/such/program");
    }

    @Test
    void commandThatMayNotBeRun() throws Exception {
        assertThat(refused(jobs.request(newAttempt(), NODE, DockerJobs.image(), List.of("/etc/passwd"))).code()).isEqualTo(ReasonCode.LAUNCH_FAILED);
    }

    @Test
    void missingMountSource() throws Exception {
        Path missing = directory.resolve("missing");
        LaunchRequest whole = jobs.script(newAttempt(), NODE, "exit 0");
        LaunchRequest request = new LaunchRequest(whole.attempt(), NODE, whole.owner(), whole.image(), whole.command(), whole.env(),
                whole.directory(), whole.user(), List.of(new Mount(missing.toString(), "/data", true)), whole.resources(), false);
        Reason reason = refused(request);
        assertThat(reason.code()).isEqualTo(ReasonCode.LAUNCH_FAILED);
        assertThat(reason.message()).contains(missing.toString());
        assertThat(Files.exists(missing)).isFalse();
    }

    @Test
    void tooLittleMemory() throws Exception {
        Reason reason = refused(jobs.request(newAttempt(), NODE, DockerJobs.image(), List.of("/bin/true"), 4096));
        assertThat(reason.message()).containsIgnoringCase("memory");
    }

    @Test
    void aForeignContainerOfTheSameNameIsLeftAlone() throws Exception {
        AttemptId attempt = newAttempt();
        String foreign = witness.engine().create(spec(names.name(attempt), Map.of("somebody", "else")));
        try {
            LaunchResult result = executor.launch(jobs.script(attempt, NODE, "exit 0"));
            assertThat(result).isInstanceOf(LaunchResult.Refused.class);
            Run byName = new Run(attempt, NODE, Optional.empty());
            Run byId = new Run(attempt, NODE, Optional.of(new ExecutorHandle(1, foreign)));
            for (Run run : List.of(byName, byId)) {
                assertThat(executor.observe(run)).isInstanceOf(Observation.Absent.class);
                executor.kill(run, java.time.Duration.ZERO);
                executor.release(run);
            }
            assertThat(witness.engine().inspect(foreign)).isPresent();
        } finally {
            witness.engine().remove(foreign, true);
        }
    }

    @Test
    void aHandleOfAnotherAttemptIsNotActedOn() throws Exception {
        Run one = launch(executor, jobs.script(newAttempt(), NODE, "sleep 600"));
        Run mixedUp = new Run(newAttempt(), NODE, one.handle());
        executor.release(mixedUp);
        executor.kill(mixedUp, java.time.Duration.ZERO);
        assertThat(executor.observe(one)).isInstanceOf(Observation.Running.class);
    }

    @Test
    void killTakesAwayWhatWasNeverStarted() throws Exception {
        AttemptId attempt = newAttempt();
        witness.engine().create(spec(names.name(attempt), names.labels(attempt, "ada")));
        Run run = new Run(attempt, NODE, Optional.empty());
        assertThat(executor.observe(run)).isInstanceOf(Observation.Created.class);
        executor.kill(run, java.time.Duration.ofSeconds(5));
        assertThat(executor.observe(run)).isInstanceOf(Observation.Absent.class);
        assertThat(starts(attempt)).isZero();
    }

    static ContainerSpec spec(String name, Map<String, String> labels) {
        return new ContainerSpec(name, labels, DockerJobs.image(), List.of("/bin/true"), List.of(), "/", "1:1", List.of(), List.of(),
                100_000_000, 64 << 20, 100, "none");
    }
}
