package org.godocker.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.godocker.itests.support.Api;
import org.godocker.itests.support.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sample plugin of deploy/ comes into a running server, is used, and goes again. */
class HotDeployIT {

    private static final String NAME = "shortest-first";
    private static final String KIND = "scheduling-policy";
    private static final Duration LISTED_WITHIN = Duration.ofSeconds(2);

    private static Server server;
    private static Api administrator;
    private static Api user;

    @BeforeAll
    static void start() {
        server = Server.unpack("hot-deploy");
        // One job at a time, so that the order in which they start is the policy's.
        server.configure("org.godocker.executor.docker.node-local", Map.of("cpus", "1"));
        server.start();
        administrator = server.administrator();
        user = administrator.newUser("jane", 12345);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPolicyIsDroppedInUsedAndTakenOut() throws IOException {
        assertThat(plugin()).isEmpty();
        Path deployed = drop();
        Instant dropped = Instant.now();
        Awaitility.await("plugin in the list").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(() -> plugin().isPresent());
        Duration took = Duration.between(dropped, Instant.now());
        System.out.println("HotDeployIT: listed after " + took.toMillis() + " ms");
        assertThat(took).isLessThanOrEqualTo(LISTED_WITHIN);
        assertThat(plugin()).get().satisfies(p -> assertThat(p.get("present").asBoolean()).isTrue())
                .satisfies(p -> assertThat(p.get("used").asBoolean()).isFalse());

        server.configure("org.godocker.engine", Map.of(KIND, NAME));
        Awaitility.await("plugin in use").atMost(Duration.ofSeconds(60)).until(() -> plugin().orElseThrow().get("used").asBoolean());
        long blocker = blocker();
        List<Long> jobs = List.of(waiting("30m"), waiting("10m"), waiting("1h"), waiting("20m"));
        user.post("/jobs/" + blocker + "/kill", null).expect(200);
        assertThat(startOrder(jobs)).containsExactly(jobs.get(1), jobs.get(3), jobs.get(0), jobs.get(2));

        blocker = blocker();
        List<Long> waitingOn = List.of(waiting("30m"), waiting("10m"), waiting("1h"), waiting("20m"));
        Files.delete(deployed);
        Awaitility.await("plugin gone").atMost(Duration.ofSeconds(60)).until(() -> !plugin().orElseThrow().get("present").asBoolean());
        assertThat(plugin().orElseThrow().get("used").asBoolean()).isFalse();
        assertThat(plugin().orElseThrow().get("problems").toString()).contains("not installed", "first come, first served");
        Awaitility.await("warning").atMost(Duration.ofSeconds(60)).until(() -> server.log().lines()
                .anyMatch(line -> line.contains("WARN") && line.contains("Scheduling policy " + NAME + " is not installed")));
        assertThat(user.job(blocker).get("state").asText()).isEqualTo("RUNNING");
        user.post("/jobs/" + blocker + "/kill", null).expect(200);
        assertThat(startOrder(waitingOn)).isEqualTo(waitingOn);
    }

    private static Optional<JsonNode> plugin() {
        JsonNode plugins = administrator.get("/plugins").expect(200).json().get("items");
        return StreamSupport.stream(plugins.spliterator(), false)
                .filter(p -> p.get("kind").asText().equals(KIND) && p.get("name").asText().equals(NAME)).findFirst();
    }

    /** Copies the plugin as its page says: under a name that is not looked at, then renamed. */
    private static Path drop() throws IOException {
        Path folder = server.folder().resolve("deploy");
        Path half = folder.resolve(".shortest-first.jar");
        Files.copy(jar(), half, StandardCopyOption.REPLACE_EXISTING);
        return Files.move(half, folder.resolve("shortest-first.jar"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path jar() throws IOException {
        Path target = Path.of(System.getProperty("godocker.project"), "deploy", NAME, "target");
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            List<Path> jars = files.filter(p -> p.toString().endsWith(".jar") && !p.toString().matches(".*-(sources|javadoc|tests)\\.jar")).toList();
            assertThat(jars).as("the built sample plugin in %s (mvn package in deploy/%s)", target, NAME).hasSize(1);
            return jars.get(0);
        }
    }

    /** A job that fills the node. */
    private static long blocker() {
        long id = user.submit(Map.of("cpus", 1, "script", "sleep 600", "lifespan", "2m"));
        user.await(id, "RUNNING");
        return id;
    }

    private static long waiting(String lifespan) {
        long id = user.submit(Map.of("cpus", 1, "script", "true", "lifespan", lifespan));
        assertThat(user.job(id).get("state").asText()).isEqualTo("PENDING");
        return id;
    }

    private static List<Long> startOrder(List<Long> jobs) {
        List<JsonNode> ended = new ArrayList<>();
        for (long id : jobs) {
            JsonNode job = user.awaitEnd(id);
            assertThat(job.get("state").asText()).isEqualTo("SUCCEEDED");
            assertThat(job.get("attempt").asInt()).isEqualTo(1);
            ended.add(job);
        }
        ended.sort(Comparator.comparing(job -> Instant.parse(job.get("started").asText())));
        return ended.stream().map(job -> job.get("id").asLong()).toList();
    }
}
