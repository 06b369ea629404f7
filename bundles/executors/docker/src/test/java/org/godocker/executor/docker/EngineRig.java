package org.godocker.executor.docker;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.Assertions;
import org.awaitility.core.ConditionFactory;
import org.godocker.api.job.JobId;
import org.godocker.executor.docker.internal.node.ContainerNames;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ExecutorContext;
import org.godocker.spi.executor.ExecutorException;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.spi.executor.LaunchResult;
import org.godocker.spi.executor.Node;
import org.godocker.spi.executor.Observation;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.RunOutcome;
import org.godocker.testkit.contract.RecordingListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests on the machine's engine share: a server id of their own, requests, a witness, and the cleaning up. */
abstract class EngineRig {

    static final String NODE = Executors.NODE;
    private static final AtomicLong JOBS = new AtomicLong(ThreadLocalRandom.current().nextLong(1, 1L << 40));

    @TempDir
    Path directory;
    final String serverId = "t" + String.format("%07d", ThreadLocalRandom.current().nextInt(10_000_000));
    final ContainerNames names = new ContainerNames(serverId);
    final RecordingListener reports = new RecordingListener();
    DockerJobs jobs;
    EngineWitness witness;
    private final List<DockerExecutor> opened = new ArrayList<>();

    @BeforeEach
    void watch() throws Exception {
        jobs = new DockerJobs(directory);
        witness = new EngineWitness(serverId);
    }

    @AfterEach
    void cleanUp() throws Exception {
        opened.forEach(DockerExecutor::close);
        witness.close();
    }

    DockerExecutor open(DockerExecutor executor) {
        return open(executor, reports);
    }

    DockerExecutor open(DockerExecutor executor, RecordingListener listener) {
        executor.open(new ExecutorContext(serverId, listener));
        opened.add(executor);
        awaitAvailable(executor);
        return executor;
    }

    void awaitAvailable(DockerExecutor executor) {
        patiently().until(() -> executor.nodes().stream().allMatch(Node::available));
    }

    static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }

    static AttemptId newAttempt() {
        return new AttemptId(new JobId(JOBS.incrementAndGet()), 1);
    }

    Run launch(DockerExecutor executor, LaunchRequest request) throws ExecutorException {
        LaunchResult result = executor.launch(request);
        Assertions.assertThat(result).isInstanceOf(LaunchResult.Launched.class);
        return new Run(request.attempt(), request.node(), Optional.of(((LaunchResult.Launched) result).handle()));
    }

    RunOutcome awaitEnd(Run run) {
        return patiently().until(() -> reports.ends(run.attempt()), ends -> !ends.isEmpty()).get(0);
    }

    <O extends Observation> O awaitObservation(DockerExecutor executor, Run run, Class<O> kind) {
        return kind.cast(patiently().until(() -> executor.observe(run), kind::isInstance));
    }

    int starts(AttemptId attempt) {
        return witness.starts(names.name(attempt));
    }

    boolean exists(AttemptId attempt) throws Exception {
        return witness.engine().inspect(names.name(attempt)).isPresent();
    }
}
