package org.godocker.executor.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.godocker.api.job.ReasonCode;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ExecutorContext;
import org.godocker.spi.executor.ExecutorException;
import org.godocker.spi.executor.ExecutorListener;
import org.godocker.spi.executor.LaunchResult;
import org.godocker.spi.executor.Node;
import org.godocker.spi.executor.Observation;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.RunOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Engines come and go, and configuration changes; containers do not care. */
@Timeout(180)
class ConnectionTest extends EngineRig {

    private static Node node(DockerExecutor executor) {
        return executor.nodes().get(0);
    }

    private Map<String, Object> at(Path socket) {
        return Map.of("endpoint", "unix://" + socket);
    }

    @Test
    void aCutConnectionIsNoticedAndWhatWasMissedIsReportedAfterwards() throws Exception {
        Path socket = directory.resolve("engine.sock");
        try (EngineProxy proxy = EngineProxy.onSocket(socket)) {
            DockerExecutor executor = open(Executors.with(Map.of(), at(socket)));
            Run running = launch(executor, jobs.script(newAttempt(), NODE, "sleep 600"));
            // The last to start, and long enough to end after the cut on a busy machine.
            Run ending = launch(executor, jobs.script(newAttempt(), NODE, "sleep 4; exit 3"));

            proxy.cut();
            patiently().until(() -> !node(executor).available());
            assertThat(node(executor).message()).isNotBlank();
            assertThat(node(executor).cpuMillis()).isPositive();
            LaunchResult postponed = executor.launch(jobs.script(newAttempt(), NODE, "exit 0"));
            assertThat(postponed).isInstanceOfSatisfying(LaunchResult.Postponed.class,
                    p -> assertThat(p.reason().code()).isEqualTo(ReasonCode.EXECUTOR_UNREACHABLE));
            assertThat(executor.observe(running)).isInstanceOf(Observation.Unknown.class);
            assertThatThrownBy(() -> executor.kill(running, Duration.ZERO)).isInstanceOf(ExecutorException.class).hasMessageContaining("local");
            assertThatThrownBy(executor::recover).isInstanceOf(ExecutorException.class);
            patiently().until(() -> witness.engine().inspect(ending.handle().orElseThrow().value()).orElseThrow().ended());
            assertThat(reports.ends(ending.attempt())).isEmpty();

            proxy.restore();
            awaitAvailable(executor);
            assertThat(awaitEnd(ending).exitCode()).isEqualTo(3);
            awaitObservation(executor, running, Observation.Running.class);
            assertThat(executor.recover()).hasSize(2);
            executor.close();
        }
    }

    @Test
    void openWaitsForNoEngineAndFindsItWhenItComes() throws Exception {
        Path socket = directory.resolve("engine.sock");
        AtomicInteger changes = new AtomicInteger();
        AtomicInteger comparisons = new AtomicInteger();
        DockerExecutor executor = Executors.with(Map.of(), at(socket));
        executor.open(new ExecutorContext(serverId, new ExecutorListener() {
            @Override
            public void started(Run run, java.time.Instant when) {
            }

            @Override
            public void ended(Run run, RunOutcome outcome) {
            }

            @Override
            public void nodesChanged() {
                changes.incrementAndGet();
            }

            @Override
            public void resynchronise() {
                comparisons.incrementAndGet();
            }
        }));
        try {
            patiently().until(() -> node(executor).message().contains("cannot be reached"));
            int before = changes.get();
            assertThat(comparisons).hasValue(0);
            try (EngineProxy proxy = EngineProxy.onSocket(socket)) {
                awaitAvailable(executor);
                patiently().until(() -> changes.get() > before && comparisons.get() == 1);
                proxy.cut();
                patiently().until(() -> !node(executor).available());
                proxy.restore();
                patiently().until(() -> comparisons.get() == 2);
            }
        } finally {
            executor.close();
        }
    }

    @Test
    void aNewEndpointHarmsNoContainer() throws Exception {
        Path socket = directory.resolve("engine.sock");
        try (EngineProxy proxy = EngineProxy.onSocket(socket)) {
            DockerNodeConfiguration node = new DockerNodeConfiguration(Map.of("name", NODE, "endpoint", "unix://" + socket));
            DockerExecutor executor = new DockerExecutor(Map.of());
            executor.addNode(node);
            open(executor);
            Run run = launch(executor, jobs.script(newAttempt(), NODE, "sleep 600"));

            node.modified(Map.of("name", NODE, "endpoint", Executors.endpoint(), "labels", "disk=ssd", "cpus", "7"));
            executor.nodeUpdated(node);
            proxy.cut();
            awaitObservation(executor, run, Observation.Running.class);
            assertThat(node(executor).labels()).containsEntry("disk", "ssd");
            assertThat(node(executor).cpuMillis()).isEqualTo(7000);

            executor.removeNode(node);
            assertThat(executor.nodes()).isEmpty();
            assertThat(executor.observe(run)).isInstanceOf(Observation.Unknown.class);
            executor.addNode(node);
            awaitObservation(executor, run, Observation.Running.class);
            assertThat(starts(run.attempt())).isOne();
        }
    }

    @Test
    void closingLeavesNoThreadAndNoReport() throws Exception {
        DockerExecutor executor = open(Executors.local(Map.of()));
        Run run = launch(executor, jobs.script(newAttempt(), NODE, "sleep 600"));
        executor.kill(run, Duration.ofSeconds(600));
        executor.close();
        patiently().until(() -> Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .noneMatch(name -> name.startsWith("docker-timer") || name.startsWith("docker-worker") || name.startsWith("docker-node")
                        || name.startsWith("docker-usage")));
    }

    @Test
    void anEngineBehindPlainTcpOnThisMachineIsUsed() throws Exception {
        try (EngineProxy proxy = EngineProxy.onTcp(null)) {
            DockerExecutor executor = open(Executors.with(Map.of(), Map.of("endpoint", "tcp://127.0.0.1:" + proxy.port())));
            AttemptId attempt = newAttempt();
            Run run = launch(executor, jobs.script(attempt, NODE, "exit 3"));
            assertThat(awaitEnd(run).exitCode()).isEqualTo(3);
            executor.close();
        }
    }

    @Test
    void plainTcpToOtherMachinesIsRefused() {
        DockerExecutor executor = Executors.with(Map.of(), Map.of("endpoint", "tcp://192.0.2.1:2375"));
        assertThat(executor.configurationProblems()).singleElement().satisfies(problem -> {
            assertThat(problem.option()).contains("endpoint");
            assertThat(problem.rule()).contains("TLS", "allow-plain-tcp");
        });
        executor.open(new ExecutorContext(serverId, reports));
        patiently().until(() -> node(executor).message().contains("not configured as it must be"));
        executor.close();
    }

    @Test
    void anEngineBehindTlsIsUsedWhenBothSidesKnowEachOther() throws Exception {
        TestCertificates certificates = TestCertificates.make(directory);
        try (EngineProxy proxy = EngineProxy.onTcp(certificates.engineContext())) {
            DockerExecutor executor = open(Executors.with(Map.of(), Map.of("endpoint", "tcp://127.0.0.1:" + proxy.port(),
                    "tls-ca", certificates.engineCertificate().toString(), "tls-certificate", certificates.serverCertificate().toString(),
                    "tls-key", certificates.serverKey().toString())));
            Run run = launch(executor, jobs.script(newAttempt(), NODE, "exit 3"));
            assertThat(awaitEnd(run).exitCode()).isEqualTo(3);
            executor.close();
        }
    }

    @Test
    void anEngineWithAnUnknownCertificateIsNotUsed() throws Exception {
        TestCertificates certificates = TestCertificates.make(directory);
        try (EngineProxy proxy = EngineProxy.onTcp(certificates.engineContext())) {
            DockerExecutor executor = Executors.with(Map.of(), Map.of("endpoint", "tcp://127.0.0.1:" + proxy.port(),
                    "tls-ca", certificates.serverCertificate().toString(), "tls-certificate", certificates.serverCertificate().toString(),
                    "tls-key", certificates.serverKey().toString()));
            executor.open(new ExecutorContext(serverId, reports));
            patiently().until(() -> node(executor).message().contains("PKIX"));
            assertThat(node(executor).available()).isFalse();
            executor.close();
        }
    }
}
