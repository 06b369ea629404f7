package org.godocker.engine.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.godocker.spi.config.ConfigurationProblem;
import org.junit.jupiter.api.Test;

class EngineSettingsTest {

    private static final Path BASE = Path.of("/srv/godocker");

    @Test
    void whatIsShippedSaysTheDefaults() throws IOException {
        Properties shipped = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("../../etc/org.godocker.engine.cfg"))) {
            shipped.load(file);
        }
        Map<String, String> options = new HashMap<>();
        shipped.stringPropertyNames().forEach(name -> options.put(name, shipped.getProperty(name).replace("${karaf.base}", BASE.toString())));
        assertThat(EngineSettings.of(BASE, options)).isEqualTo(EngineSettings.defaults(BASE));
        assertThat(options).as("every option is described").hasSize(EngineSettings.class.getRecordComponents().length);
    }

    @Test
    void aMalformedOptionKeepsItsLastGoodValueAndTouchesNoOther() {
        EngineConfiguration configuration = new EngineConfiguration(BASE, Map.of("kill-grace", "3s", "default-cpus", "2"));
        configuration.modified(Map.of("kill-grace", "soon", "default-cpus", "0.5", "executors", "docker, scripted"));
        assertThat(configuration.settings().killGrace()).isEqualTo(Duration.ofSeconds(3));
        assertThat(configuration.settings().defaultCpuMillis()).isEqualTo(500);
        assertThat(configuration.settings().executors()).containsExactly("docker", "scripted");
        assertThat(configuration.problems()).extracting(ConfigurationProblem::option).containsExactly("kill-grace");
    }

    @Test
    void anOptionThatDoesNotExistIsReported() {
        EngineConfiguration configuration = new EngineConfiguration(BASE, Map.of("kil-grace", "3s", "service.pid", "org.godocker.engine"));
        assertThat(configuration.problems()).extracting(ConfigurationProblem::option).containsExactly("kil-grace");
    }

    @Test
    void everyMalformedValueIsNamed() {
        Map<String, String> bad = Map.of("scheduling-policy", "FIFO!", "workspaces", "var", "default-memory", "0", "default-cpus", "many",
                "allow-root", "yes", "maximum-jobs-per-call", "0", "hold-capacity-after", "-1h", "minimum-free-disk", "lots");
        EngineConfiguration configuration = new EngineConfiguration(BASE, bad);
        assertThat(configuration.problems()).extracting(ConfigurationProblem::option).containsExactlyInAnyOrderElementsOf(bad.keySet());
        assertThat(configuration.settings()).isEqualTo(EngineSettings.defaults(BASE));
    }

    @Test
    void aProblemSaysWhatIsInForceAsItIsWritten() {
        EngineConfiguration configuration = new EngineConfiguration(BASE, Map.of("default-cpus", "0.5", "kill-grace", "90s"));
        configuration.modified(Map.of("default-cpus", "many", "kill-grace", "soon"));
        assertThat(configuration.problems()).extracting(ConfigurationProblem::rule)
                .anySatisfy(message -> assertThat(message).endsWith("; still in force: 0.5"))
                .anySatisfy(message -> assertThat(message).endsWith("; still in force: 1m30s"));
    }

    @Test
    void listenersHearOfChanges() {
        EngineConfiguration configuration = new EngineConfiguration(BASE, Map.of());
        List<Duration> heard = new java.util.ArrayList<>();
        configuration.onChange(() -> heard.add(configuration.settings().killGrace()));
        configuration.modified(Map.of("kill-grace", "1m"));
        assertThat(heard).containsExactly(Duration.ofMinutes(1));
    }
}
