package org.godocker.executor.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.spi.executor.Observation;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.RunOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a job finds in its container, and what is recorded of it, on the machine's engine. */
@Timeout(180)
class JobLifeTest extends EngineRig {

    private DockerExecutor executor;

    @BeforeEach
    void openExecutor() {
        executor = open(Executors.local(Map.of("usage-interval", "1s")));
    }

    private Run run(AttemptId attempt, String lines) throws Exception {
        return launch(executor, jobs.script(attempt, NODE, "cd " + DockerJobs.WORKSPACE + "\n" + lines));
    }

    @Test
    void runsAsTheUserWithItsGroupsAndNothingElse() throws Exception {
        AttemptId attempt = newAttempt();
        Run run = run(attempt, """
                id -u > uid; id -g > gid; id -G > groups
                grep -E '^(CapEff|CapPrm|CapBnd|NoNewPrivs):' /proc/self/status | tr -d '\\t' > status
                tr '\\0' ' ' < /proc/1/cmdline > init
                ulimit -c > core
                ls /sys/class/net > net
                echo $GODOCKER_JID > jid; pwd > pwd
                """);
        assertThat(awaitEnd(run).exitCode()).isZero();
        assertThat(jobs.output(attempt, "uid")).isEqualToIgnoringNewLines("12345");
        assertThat(jobs.output(attempt, "gid")).isEqualToIgnoringNewLines("23456");
        assertThat(jobs.output(attempt, "groups").strip().split(" ")).containsExactlyInAnyOrder("23456", "34567");
        assertThat(Files.getAttribute(jobs.workspace(attempt).resolve("uid"), "unix:uid")).isEqualTo(DockerJobs.UID);
        assertThat(jobs.output(attempt, "status").lines()).containsExactlyInAnyOrder(
                "CapPrm:0000000000000000", "CapEff:0000000000000000", "CapBnd:0000000000000000", "NoNewPrivs:1");
        assertThat(jobs.output(attempt, "init")).contains("init");
        assertThat(jobs.output(attempt, "core")).isEqualToIgnoringNewLines("0");
        assertThat(jobs.output(attempt, "net").lines()).containsExactly("lo");
        assertThat(jobs.output(attempt, "jid")).isEqualToIgnoringNewLines(attempt.job().toString());
        assertThat(jobs.output(attempt, "pwd")).isEqualToIgnoringNewLines(DockerJobs.WORKSPACE);
    }

    @ParameterizedTest
    @CsvSource({"exit 0,0", "exit 3,3", "kill -9 $$,137", "kill -TERM $$,143"})
    void recordsTheExitCode(String lines, int code) throws Exception {
        RunOutcome outcome = awaitEnd(run(newAttempt(), lines));
        assertThat(outcome.exitCode()).isEqualTo(code);
        assertThat(outcome.outOfMemory()).isFalse();
        assertThat(outcome.started()).isPresent().get().satisfies(started -> assertThat(outcome.ended()).isAfterOrEqualTo(started));
    }

    @Test
    void tellsWhenMemoryRanOut() throws Exception {
        AttemptId attempt = newAttempt();
        Run run = launch(executor, jobs.request(attempt, NODE, DockerJobs.image(), List.of("/bin/sh", "-c", "tail /dev/zero; exit $?"), 16L << 20));
        RunOutcome outcome = awaitEnd(run);
        assertThat(outcome.exitCode()).isEqualTo(137);
        assertThat(outcome.outOfMemory()).isTrue();
        assertThat(awaitObservation(executor, run, Observation.Ended.class).outcome().outOfMemory()).isTrue();
    }

    @Test
    void anOutOfMemoryKillInsideDoesNotMatterWhenTheJobSucceeds() throws Exception {
        AttemptId attempt = newAttempt();
        Run run = launch(executor, jobs.request(attempt, NODE, DockerJobs.image(),
                List.of("/bin/sh", "-c", "tail /dev/zero; exit 0"), 16L << 20));
        RunOutcome outcome = awaitEnd(run);
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.outOfMemory()).isFalse();
    }

    @Test
    void recordsWhatWasUsed() throws Exception {
        AttemptId attempt = newAttempt();
        Run run = run(attempt, """
                dd if=/dev/zero of=/dev/shm/block bs=1M count=24 2>/dev/null
                rm /dev/shm/block
                end=$(( $(date +%s) + 2 ))
                while [ $(date +%s) -lt $end ]; do :; done
                """);
        RunOutcome outcome = awaitEnd(run);
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.usage().memoryPeak()).isBetween(24L << 20, 64L << 20);
        assertThat(outcome.usage().cpuSeconds()).isBetween(0.2, 3.0);
        assertThat(awaitObservation(executor, run, Observation.Ended.class).outcome().usage()).isEqualTo(outcome.usage());
    }

    @Test
    void reportsTheEndOfAContainerThatOthersRemoved() throws Exception {
        AttemptId attempt = newAttempt();
        Run run = run(attempt, "sleep 600");
        witness.engine().remove(run.handle().orElseThrow().value(), true);
        assertThat(awaitEnd(run).exitCode()).isEqualTo(137);
        assertThat(executor.observe(run)).isInstanceOf(Observation.Absent.class);
    }

    @Test
    void limitsProcesses() throws Exception {
        executor.modified(Map.of("pids-limit", "16"));
        AttemptId attempt = newAttempt();
        Run run = run(attempt, "i=0; while [ $i -lt 40 ]; do sleep 30 & i=$((i+1)); done 2> errors; exit 5");
        assertThat(awaitEnd(run).exitCode()).isNotZero();
        assertThat(jobs.output(attempt, "errors")).contains("fork");
    }

    @Test
    void killDoesNotHoldTheCallerForTheGracePeriod() throws Exception {
        AttemptId attempt = newAttempt();
        Run run = run(attempt, "trap '' TERM\ntouch ready\nwhile :; do sleep 1; done");
        patiently().until(() -> Files.exists(jobs.workspace(attempt).resolve("ready")));
        long begin = System.nanoTime();
        executor.kill(run, Duration.ofSeconds(3));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        assertThat(awaitEnd(run).exitCode()).isEqualTo(137);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(20));
    }

    @Test
    void networkIsGivenOnRequestOnly() throws Exception {
        AttemptId attempt = newAttempt();
        LaunchRequest none = jobs.script(attempt, NODE, "ls /sys/class/net > " + DockerJobs.WORKSPACE + "/net");
        LaunchRequest bridge = new LaunchRequest(none.attempt(), none.node(), none.owner(), none.image(), none.command(), none.env(),
                none.directory(), none.user(), none.mounts(), none.resources(), true);
        assertThat(awaitEnd(launch(executor, bridge)).exitCode()).isZero();
        assertThat(jobs.output(attempt, "net").lines()).contains("lo", "eth0");
    }
}
