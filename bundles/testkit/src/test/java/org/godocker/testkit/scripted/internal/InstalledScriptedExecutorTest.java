package org.godocker.testkit.scripted.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.godocker.api.job.JobId;
import org.godocker.api.job.ResourceRequest;
import org.godocker.spi.config.ConfigurationProblem;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ContainerUser;
import org.godocker.spi.executor.ExecutorContext;
import org.godocker.spi.executor.ExecutorListener;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.spi.executor.LaunchResult;
import org.godocker.spi.executor.Node;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.RunOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstalledScriptedExecutorTest {

    private final InstalledScriptedExecutor executor = new InstalledScriptedExecutor(Map.of("nodes", "2", "cpus", "16", "memory", "64GiB"));
    private final AtomicInteger ends = new AtomicInteger();

    @AfterEach
    void stop() {
        executor.close();
        executor.deactivate();
    }

    @Test
    void givesTheNodesThatAreConfigured() {
        assertThat(executor.name()).isEqualTo("scripted");
        assertThat(executor.nodes()).containsExactly(
                new Node("scripted-1", true, "", 16_000, 64L << 30, Map.of()), new Node("scripted-2", true, "", 16_000, 64L << 30, Map.of()));
        executor.modified(Map.of("nodes", "1", "parallel-launches", "3"));
        assertThat(executor.nodes()).extracting(Node::name).containsExactly("scripted-1");
        assertThat(executor.capabilities().parallelLaunches()).isEqualTo(3);
    }

    @Test
    void aMalformedOptionLeavesTheOldOneInForceAndIsReported() {
        executor.modified(Map.of("nodes", "two", "memory", "0", "delay", "-1s"));
        assertThat(executor.nodes()).hasSize(2);
        assertThat(executor.nodes().get(0).memoryBytes()).isEqualTo(64L << 30);
        assertThat(executor.configurationProblems()).extracting(ConfigurationProblem::option).containsExactly("nodes", "memory", "delay");
    }

    /** 20,000 launches, ends and releases in 4 s are 5,000 a second, on one of two slow cores with room to spare. */
    @Test
    void runsManyThousandJobsASecondWithoutAThreadForEach() throws Exception {
        executor.open(new ExecutorContext("aaaaaaaa", new CountingEnds()));
        int threads = Thread.activeCount();
        int jobs = 20_000;
        Instant start = Instant.now();
        for (int i = 1; i <= jobs; i++) {
            assertThat(executor.launch(request(i))).isInstanceOf(LaunchResult.Launched.class);
        }
        await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofSeconds(30)).until(() -> ends.get() == jobs);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);
        for (int i = 1; i <= jobs; i++) {
            executor.release(new Run(new AttemptId(new JobId(i), 1), "scripted-1", Optional.empty()));
        }
        assertThat(executor.recover()).isEmpty();
    }

    private static LaunchRequest request(long job) {
        return new LaunchRequest(new AttemptId(new JobId(job), 1), "scripted-1", "ann", "debian:12", List.of("true"), Map.of(),
                "/mnt/go-docker", new ContainerUser(1000, 1000, List.of()), List.of(), new ResourceRequest(1, 1), false);
    }

    private final class CountingEnds implements ExecutorListener {
        @Override
        public void started(Run run, Instant when) {
            throw new AssertionError("launch has answered that already");
        }

        @Override
        public void ended(Run run, RunOutcome outcome) {
            ends.incrementAndGet();
        }

        @Override
        public void nodesChanged() {
        }

        @Override
        public void resynchronise() {
            throw new AssertionError("nothing was missed");
        }
    }
}
