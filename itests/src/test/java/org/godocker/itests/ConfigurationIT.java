package org.godocker.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.godocker.itests.support.Api;
import org.godocker.itests.support.Server;
import org.godocker.itests.support.SharedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Configuration written while the server runs: a good value is taken over, a malformed one leaves the old one in force
 * and is told of in the log, in the shell and by REST, and mending it needs no restart.
 */
@ExtendWith(SharedServer.class)
class ConfigurationIT {

    private static final String ENGINE = "org.godocker.engine";
    private static final String REST = "org.godocker.rest";
    private static final String LIFESPAN = "org.godocker.watcher.lifespan";
    private static final String RATE = "org.godocker.quota.rate";
    private static final String NODE = "org.godocker.executor.docker.node-local";

    private static Server server;
    private static Api administrator;
    private static Api user;
    private final Map<Path, String> before = new LinkedHashMap<>();

    @BeforeAll
    static void prepare() {
        server = SharedServer.get();
        administrator = server.administrator();
        user = administrator.newUser("tuner", 62345);
    }

    @BeforeEach
    void keep() throws IOException {
        for (String pid : new String[] {ENGINE, LIFESPAN, RATE, NODE, REST}) {
            Path file = server.folder().resolve("etc/" + pid + ".cfg");
            before.put(file, Files.readString(file));
        }
    }

    @AfterEach
    void restore() throws IOException {
        for (Map.Entry<Path, String> file : before.entrySet()) {
            Files.writeString(file.getKey(), file.getValue());
        }
        await("an untroubled configuration", () -> problems().isEmpty());
    }

    private static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200)).until(condition);
    }

    /** Everything that is wrong with any configuration, as an administrator sees it by REST. */
    private static String problems() {
        JsonNode plugins = administrator.get("/plugins").expect(200).json();
        StringBuilder all = new StringBuilder();
        plugins.get("engineProblems").forEach(p -> all.append("engine ").append(p.asText()).append('\n'));
        plugins.get("items").forEach(plugin -> plugin.get("problems")
                .forEach(p -> all.append(plugin.get("name").asText()).append(' ').append(p.asText()).append('\n')));
        return all.toString();
    }

    /** Writes a malformed value and waits until it is told of by REST and in the log. */
    private static void malformed(String pid, String plugin, String option, String value) {
        server.configure(pid, Map.of(option, value));
        await(option + " is named by REST", () -> problems().lines().anyMatch(p -> p.startsWith(plugin + " ") && p.contains(option)));
        await(option + " is named in the log", () -> server.log().lines()
                .anyMatch(line -> line.matches(".*\\| (WARN|ERROR) .*") && line.contains(option)));
        assertThat(user.get("/plugins").expect(200).body()).as("what is wrong is for administrators").doesNotContain(option);
    }

    private static void mended(String pid, String option, String value) {
        server.configure(pid, Map.of(option, value));
        await(option + " is mended", () -> !problems().contains(option));
    }

    /** What a job gets that asks for nothing. */
    private static JsonNode modestJob() {
        JsonNode job = user.post("/jobs", Map.of("image", Api.image(), "script", "true", "memory", "32MiB", "network", false)).expect(201).json();
        user.awaitEnd(job.get("id").asLong());
        return job;
    }

    @Test
    void optionsOfTheEngine() {
        server.configure(ENGINE, Map.of("default-cpus", "0.25"));
        await("the new default", () -> modestJob().get("cpus").asDouble() == 0.25);
        malformed(ENGINE, "engine", "default-cpus", "plenty");
        assertThat(modestJob().get("cpus").asDouble()).isEqualTo(0.25);
        malformed(ENGINE, "engine", "watchers", "Life Span!");
        assertThat(user.awaitEnd(modestJob().get("id").asLong()).get("state").asText()).isEqualTo("SUCCEEDED");
        malformed(ENGINE, "engine", "no-such-option", "1");
        assertThat(server.shell("godocker:plugin-list")).contains("default-cpus: ", "watchers: ", "no-such-option: ");
        mended(ENGINE, "default-cpus", "0.125");
        assertThat(modestJob().get("cpus").asDouble()).isEqualTo(0.125);
    }

    @Test
    void optionsOfTheLifespanWatcher() {
        server.configure(LIFESPAN, Map.of("default-lifespan", "90m"));
        await("the new default", () -> modestJob().get("lifespan").asText().equals("PT1H30M"));
        malformed(LIFESPAN, "lifespan", "default-lifespan", "for ever");
        assertThat(modestJob().get("lifespan").asText()).isEqualTo("PT1H30M");
        assertThat(server.shell("godocker:plugin-list")).contains("default-lifespan: ");
        mended(LIFESPAN, "default-lifespan", "45m");
        assertThat(modestJob().get("lifespan").asText()).isEqualTo("PT45M");
        malformed(LIFESPAN, "lifespan", "maximum-lifespan", "-1d");
        assertThat(user.post("/jobs", Map.of("image", Api.image(), "script", "true", "lifespan", "8d")).expect(400).body()).contains("lifespan");
    }

    @Test
    void optionsOfTheRateQuota() {
        server.configure(RATE, Map.of("jobs-per-user", "2"));
        await("the new limit", () -> threeJobs().status() == 429);
        malformed(RATE, "rate", "jobs-per-user", "two or three");
        assertThat(threeJobs().status()).isEqualTo(429);
        assertThat(threeJobs().json().get("code").asText()).isEqualTo("RATE_LIMIT");
        assertThat(server.shell("godocker:plugin-list")).contains("jobs-per-user: ");
        mended(RATE, "jobs-per-user", "3");
        threeJobs().expect(201).json().get("items").forEach(job -> user.awaitEnd(job.get("id").asLong()));
    }

    private static Api.Answer threeJobs() {
        Map<String, Object> job = Map.of("image", Api.image(), "script", "true", "cpus", 0.1, "memory", "32MiB", "network", false);
        Api.Answer answer = user.post("/jobs", java.util.List.of(job, job, job));
        if (answer.status() == 201) {
            answer.json().get("items").forEach(j -> user.awaitEnd(j.get("id").asLong()));
        }
        return answer;
    }

    @Test
    void optionsOfTheRestInterface() {
        server.configure(REST, Map.of("max-body", "2KiB"));
        String large = "#" + "x".repeat(4096);
        await("the new limit", () -> user.post("/jobs", Map.of("image", Api.image(), "script", large)).status() == 413);
        malformed(REST, "engine", "max-body", "huge");
        assertThat(user.post("/jobs", Map.of("image", Api.image(), "script", large)).status()).isEqualTo(413);
        assertThat(server.shell("godocker:plugin-list")).contains("org.godocker.rest: max-body: ");
        mended(REST, "max-body", "8MiB");
        user.awaitEnd(user.post("/jobs", Map.of("image", Api.image(), "script", large, "memory", "32MiB", "network", false))
                .expect(201).json().get("id").asLong());
    }

    @Test
    void optionsOfANode() {
        server.configure(NODE, Map.of("cpus", "1.5"));
        await("the new size", () -> node().get("cpus").asDouble() == 1.5);
        malformed(NODE, "docker", "cpus", "all of them");
        assertThat(node().get("cpus").asDouble()).isEqualTo(1.5);
        malformed(NODE, "docker", "endpoint", "carrier-pigeon://roof");
        assertThat(node().get("available").asBoolean()).isTrue();
        assertThat(user.awaitEnd(modestJob().get("id").asLong()).get("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(server.shell("godocker:plugin-list")).contains("node local, cpus: ", "node local, endpoint: ");
        mended(NODE, "endpoint", "unix:///var/run/docker.sock");
        mended(NODE, "cpus", "1.25");
        await("the mended size", () -> node().get("cpus").asDouble() == 1.25);
    }

    private static JsonNode node() {
        JsonNode nodes = administrator.get("/nodes").expect(200).json().get("items");
        return StreamSupport.stream(nodes.spliterator(), false).filter(n -> n.get("name").asText().equals("local")).findFirst().orElseThrow();
    }

    @Test
    void theDescriptionOfTheInterfaceIsServed() {
        JsonNode document = server.anonymous().get("/openapi.json").expect(200).json();
        assertThat(document.get("openapi").asText()).startsWith("3.");
        assertThat(document.get("paths").toString()).contains("/jobs", "/jobs/{id}/log", "/auth/token", "/users", "/server/health");
    }
}
