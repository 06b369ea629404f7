package org.godocker.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.godocker.spi.config.ConfigurationProblem;
import org.junit.jupiter.api.Test;

class RestOptionsTest {

    private static final RestOptions IN_FORCE = new RestOptions(2048, 3, 2, List.of());

    @Test
    void whatIsAbsentTakesItsDefault() {
        assertThat(RestOptions.read(Map.of("service.pid", "org.godocker.rest"), IN_FORCE)).isEqualTo(RestOptions.DEFAULTS);
    }

    @Test
    void whatIsMalformedKeepsTheValueInForceAndIsReported() {
        RestOptions read = RestOptions.read(Map.of("max-body", "1GB and more", "max-followers", "0", "max-folowers", "9"), IN_FORCE);
        assertThat(read.maxBody()).isEqualTo(2048);
        assertThat(read.maxFollowers()).isEqualTo(3);
        assertThat(read.maxFollowersPerUser()).isEqualTo(RestOptions.DEFAULTS.maxFollowersPerUser());
        assertThat(read.problems()).extracting(ConfigurationProblem::option)
                .containsExactlyInAnyOrder("max-body", "max-followers", "max-folowers");
    }

    @Test
    void sizesHaveBounds() {
        for (String size : List.of("1023", "1025MiB", "8000000000GiB", "-1")) {
            RestOptions read = RestOptions.read(Map.of("max-body", size), IN_FORCE);
            assertThat(read.maxBody()).as(size).isEqualTo(2048);
            assertThat(read.problems()).as(size).hasSize(1);
        }
        assertThat(RestOptions.read(Map.of("max-body", "1GiB"), IN_FORCE).maxBody()).isEqualTo(1 << 30);
    }

    /** The file that is shipped names every option, with its default. */
    @Test
    void theShippedFileSaysWhatHolds() throws IOException {
        Properties shipped = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of("../../etc/org.godocker.rest.cfg"))) {
            shipped.load(in);
        }
        Map<String, String> properties = shipped.stringPropertyNames().stream().collect(Collectors.toMap(n -> n, shipped::getProperty));
        assertThat(properties).containsOnlyKeys("max-body", "max-followers", "max-followers-per-user");
        assertThat(RestOptions.read(properties, IN_FORCE)).isEqualTo(RestOptions.DEFAULTS);
    }
}
