package org.godocker.executor.docker.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.godocker.spi.config.ConfigurationProblem;
import org.godocker.spi.config.OptionReader;
import org.godocker.spi.executor.ExecutorCapabilities.PlacementRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options of the executor and of nodes: defaults, values, and what a malformed one leaves in force. */
class SettingsTest {

    private static List<String> problems(OptionReader options) {
        return options.problems().stream().map(ConfigurationProblem::option).toList();
    }

    @Test
    void executorDefaults() {
        OptionReader options = new OptionReader(Map.of());
        assertThat(ExecutorSettings.read(options, ExecutorSettings.DEFAULTS)).isEqualTo(ExecutorSettings.DEFAULTS);
        assertThat(options.problems()).isEmpty();
    }

    @Test
    void executorValues() {
        OptionReader options = new OptionReader(Map.of("placement", "pack", "parallel-launches", "3", "pull-timeout", "1m",
                "call-timeout", "30s", "usage-interval", "5s", "heartbeat-interval", "7s", "pids-limit", "100", "network", "jobs"));
        assertThat(ExecutorSettings.read(options, ExecutorSettings.DEFAULTS)).isEqualTo(new ExecutorSettings(PlacementRule.PACK, 3,
                Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(7), 100, "jobs"));
        assertThat(options.problems()).isEmpty();
    }

    @Test
    void malformedExecutorValuesKeepTheOld() {
        ExecutorSettings inForce = new ExecutorSettings(PlacementRule.PACK, 3, Duration.ofMinutes(1), Duration.ofSeconds(30),
                Duration.ofSeconds(5), Duration.ofSeconds(7), 100, "jobs");
        OptionReader options = new OptionReader(Map.of("placement", "random", "parallel-launches", "0", "pull-timeout", "soon",
                "call-timeout", "-1s", "usage-interval", "x", "heartbeat-interval", "", "pids-limit", "1", "network", "host"));
        assertThat(ExecutorSettings.read(options, inForce)).usingRecursiveComparison().ignoringFields("heartbeat").isEqualTo(inForce);
        assertThat(problems(options)).containsExactlyInAnyOrder("placement", "parallel-launches", "pull-timeout", "call-timeout",
                "usage-interval", "pids-limit", "network");
    }

    @Test
    void nodeDefaultsAreTheLocalSocketAndAllButTheReserve() {
        NodeSettings node = NodeSettings.read(new OptionReader(Map.of()), NodeSettings.none("here"));
        assertThat(node.name()).isEqualTo("here");
        assertThat(node.endpoint()).get().hasToString("unix:///var/run/docker.sock");
        assertThat(node.cpuMillis()).isEmpty();
        assertThat(node.memoryBytes()).isEmpty();
        assertThat(node.reserveMemory()).isEqualTo(512L << 20);
    }

    @Test
    void nodeValues() {
        OptionReader options = new OptionReader(Map.of("name", "n1", "endpoint", "tcp://engine.example:2376", "tls-ca", "/ca.pem",
                "tls-certificate", "/cert.pem", "tls-key", "/key.pem", "cpus", "3.5", "memory", "6GiB", "labels", "a=1, b = x=y"));
        NodeSettings node = NodeSettings.read(options, NodeSettings.none("here"));
        assertThat(options.problems()).isEmpty();
        assertThat(node.endpoint()).get().satisfies(e -> assertThat(e.tls()).isPresent());
        assertThat(node.cpuMillis()).hasValue(3500);
        assertThat(node.memoryBytes()).hasValue(6L << 30);
        assertThat(node.labels()).containsOnly(Map.entry("a", "1"), Map.entry("b", "x=y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://x:1", "tcp://host", "unix://relative", "unix:///", "tcp://user@host:1", "nonsense here", "tcp://host:0"})
    void malformedEndpoints(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.parse(text)).withMessageContaining("unix:///");
    }

    @Test
    void aMalformedEndpointKeepsTheOldAndWithoutAnOldOneThereIsNone() {
        NodeSettings before = NodeSettings.read(new OptionReader(Map.of("endpoint", "unix:///a.sock")), NodeSettings.none("n"));
        assertThat(NodeSettings.read(new OptionReader(Map.of("endpoint", "what")), before).endpoint()).isEqualTo(before.endpoint());
        assertThat(NodeSettings.read(new OptionReader(Map.of("endpoint", "what")), NodeSettings.none("n")).endpoint()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://127.0.0.1:2375", "tcp://localhost:2375", "tcp://[::1]:2375"})
    void tcpWithoutTlsIsAllowedOnLoopback(String endpoint) {
        OptionReader options = new OptionReader(Map.of("endpoint", endpoint));
        assertThat(NodeSettings.read(options, NodeSettings.none("n")).endpoint()).isPresent();
        assertThat(options.problems()).isEmpty();
    }

    @Test
    void tcpWithoutTlsElsewhereNeedsAWord() {
        OptionReader refused = new OptionReader(Map.of("endpoint", "tcp://10.0.0.1:2375"));
        assertThat(NodeSettings.read(refused, NodeSettings.none("n")).endpoint()).isEmpty();
        assertThat(problems(refused)).containsExactly("endpoint");
        OptionReader allowed = new OptionReader(Map.of("endpoint", "tcp://10.0.0.1:2375", "allow-plain-tcp", "true"));
        assertThat(NodeSettings.read(allowed, NodeSettings.none("n")).endpoint()).isPresent();
    }

    @Test
    void halfOfTlsIsNotEnough() {
        OptionReader noKey = new OptionReader(Map.of("endpoint", "tcp://e:1", "tls-ca", "/ca", "tls-certificate", "/c"));
        assertThat(NodeSettings.read(noKey, NodeSettings.none("n")).endpoint()).isEmpty();
        assertThat(problems(noKey)).containsExactly("tls-key");
        OptionReader noAuthority = new OptionReader(Map.of("endpoint", "tcp://e:1", "tls-key", "/k", "tls-certificate", "/c"));
        assertThat(NodeSettings.read(noAuthority, NodeSettings.none("n")).endpoint()).isEmpty();
        assertThat(problems(noAuthority)).containsExactly("tls-ca");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "many", "0.0001", "1e99"})
    void malformedCores(String cpus) {
        OptionReader options = new OptionReader(Map.of("cpus", cpus));
        assertThat(NodeSettings.read(options, NodeSettings.none("n")).cpuMillis()).isEmpty();
        assertThat(problems(options)).containsExactly("cpus");
    }
}
