package org.godocker.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.godocker.itests.support.Api;
import org.godocker.itests.support.Server;
import org.godocker.itests.support.SharedServer;
import org.godocker.itests.support.Shell;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may do what, how credentials end, and what a container may not do. */
@ExtendWith(SharedServer.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecurityIT {

    private static final int UID = 32345;
    private static final int GROUP = 43456;
    private static final String ENGINE = "org.godocker.engine";
    private static final List<String> SECRETS = new ArrayList<>();

    private static Server server;
    private static Api administrator;
    private static Api alice;
    private static Api bob;

    @BeforeAll
    static void prepare() {
        server = SharedServer.get();
        SECRETS.add(server.password());
        administrator = remembered(server.administrator());
        alice = newUser("alice", UID, GROUP);
        bob = newUser("bob", UID + 1);
    }

    private static Api newUser(String login, int uid, int... groups) {
        SECRETS.add(password(login, uid));
        return remembered(administrator.newUser(login, uid, groups));
    }

    /** What {@link Api#newUser} gives. */
    private static String password(String login, int uid) {
        return "pw-" + login + "-" + uid;
    }

    private static Api remembered(Api api) {
        SECRETS.add(api.token());
        return api;
    }

    private static int status(Api api, String method, String path, String body) {
        HttpRequest.Builder request = api.request(path);
        return api.send(body == null ? request.method(method, HttpRequest.BodyPublishers.noBody())
                : request.header("Content-Type", "application/json").method(method, HttpRequest.BodyPublishers.ofString(body))).status();
    }

    @Test
    void aJobOfAnotherUserIsNotThere() {
        long running = alice.submitScript("echo hers; echo hers > hers.txt; sleep 300");
        alice.await(running, "RUNNING");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> alice.log(running).contains("hers"));
        for (String path : List.of("", "/history", "/log", "/log?follow=true", "/log?stream=stderr", "/files", "/files/", "/files/hers.txt",
                "/files/god.log", "/files/nothing")) {
            Api.Answer answer = bob.get("/jobs/" + running + path).expect(404);
            assertThat(answer.json().get("code").asText()).isEqualTo("NOT_FOUND");
            assertThat(answer.body()).as("nothing tells it from a job that never was")
                    .isEqualTo(bob.get("/jobs/999999999" + path).expect(404).body().replace("999999999", Long.toString(running)));
            assertThat(status(server.anonymous(), "GET", "/jobs/" + running + path, null)).as(path).isEqualTo(401);
        }
        bob.post("/jobs/" + running + "/kill", null).expect(404);
        assertThat(status(server.anonymous(), "POST", "/jobs/" + running + "/kill", null)).isEqualTo(401);
        assertThat(bob.get("/jobs?text=hers").expect(200).json().get("items")).isEmpty();
        assertThat(bob.get("/jobs?owner=alice").status()).isEqualTo(403);
        bob.get("/jobs?limit=500").expect(200).json().get("items").forEach(job -> assertThat(job.get("owner").asText()).isEqualTo("bob"));
        assertThat(bob.post("/jobs", Map.of("image", Api.image(), "script", "true", "owner", "alice")).status()).isEqualTo(403);
        assertThat(alice.job(running).get("state").asText()).isEqualTo("RUNNING");
        administrator.get("/jobs/" + running + "/log").expect(200);
        alice.post("/jobs/" + running + "/kill", null).expect(200);
        alice.awaitEnd(running);
    }

    @Test
    void onlyAdministratorsManageUsers() {
        String account = "{\"login\":\"eve\",\"password\":\"pw-eve-long-enough\",\"uid\":999,\"gid\":999,\"administrator\":true}";
        record Call(String method, String path, String body) {
        }
        List<Call> calls = List.of(
                new Call("GET", "/users", null), new Call("POST", "/users", account), new Call("GET", "/users/bob", null),
                new Call("PATCH", "/users/alice", "{\"administrator\":true}"), new Call("PATCH", "/users/bob", "{\"enabled\":false}"),
                new Call("DELETE", "/users/bob", null), new Call("POST", "/users/bob/password", "{\"currentPassword\":\"a\",\"newPassword\":\"b\"}"),
                new Call("GET", "/users/bob/apikeys", null), new Call("POST", "/users/bob/apikeys", "{\"name\":\"mine now\"}"),
                new Call("GET", "/users/nobody", null), new Call("GET", "/users/" + Server.ADMINISTRATOR, null));
        for (Call call : calls) {
            assertThat(status(alice, call.method, call.path, call.body)).as(call.toString()).isIn(403, 404);
            assertThat(status(server.anonymous(), call.method, call.path, call.body)).as(call.toString()).isEqualTo(401);
        }
        assertThat(alice.get("/users/alice").expect(200).json().get("administrator").asBoolean()).isFalse();
        assertThat(administrator.get("/users/bob").expect(200).json().get("enabled").asBoolean()).isTrue();
        assertThat(administrator.get("/users/eve").status()).isEqualTo(404);
        assertThat(administrator.get("/users").expect(200).body()).contains("alice").doesNotContainIgnoringCase("password").doesNotContain("hash");
    }

    private static JsonNode bobsToken() {
        JsonNode issued = server.anonymous().post("/auth/token", Map.of("user", "bob", "password", password("bob", UID + 1)))
                .expect(200).json();
        SECRETS.add(issued.get("token").asText());
        return issued;
    }

    @Test
    void tokensExpireAndEnd() {
        server.configure(ENGINE, Map.of("token-lifetime", "2s"));
        try {
            Api shortLived = Awaitility.await("the new lifetime").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(300)).until(() -> {
                JsonNode issued = bobsToken();
                return Instant.parse(issued.get("expires").asText()).isBefore(Instant.now().plusSeconds(10))
                        ? server.anonymous().with(issued.get("token").asText()) : null;
            }, api -> api != null);
            Awaitility.await("end of the token").atMost(Duration.ofSeconds(60)).until(() -> shortLived.get("/jobs").status() == 401);
            assertThat(shortLived.get("/jobs").json().get("code").asText()).isEqualTo("UNAUTHENTICATED");
        } finally {
            server.configure(ENGINE, Map.of("token-lifetime", "24h"));
            Awaitility.await("the old lifetime").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(300))
                    .until(() -> Instant.parse(bobsToken().get("expires").asText()).isAfter(Instant.now().plusSeconds(60)));
        }
        assertThat(bob.get("/jobs").status()).as("a token of before").isEqualTo(200);

        Api session = remembered(server.anonymous().login("bob", password("bob", UID + 1)));
        session.get("/jobs").expect(200);
        assertThat(status(session, "DELETE", "/auth/token", null)).isEqualTo(204);
        session.get("/jobs").expect(401);
        for (String wrong : List.of("x", bob.token() + "x", bob.token().substring(1), "%00", "a".repeat(512))) {
            assertThat(server.anonymous().with(wrong).get("/jobs").status()).as(wrong).isEqualTo(401);
        }
    }

    @Test
    void apiKeysEndWhenTheyAreRevokedOrTheirTimeIsOver() {
        JsonNode issued = bob.post("/users/bob/apikeys", Map.of("name", "itest")).expect(201).json();
        Api program = remembered(server.anonymous().with(issued.get("key").asText()));
        program.get("/jobs").expect(200);
        assertThat(bob.get("/users/bob/apikeys").expect(200).body()).contains("itest").doesNotContain(program.token());
        assertThat(status(bob, "DELETE", "/users/bob/apikeys/" + issued.get("id").asText(), null)).isEqualTo(204);
        program.get("/jobs").expect(401);

        JsonNode passing = bob.post("/users/bob/apikeys", Map.of("name", "short", "lifetime", "2s")).expect(201).json();
        Api passingProgram = remembered(server.anonymous().with(passing.get("key").asText()));
        Awaitility.await("end of the key").atMost(Duration.ofSeconds(60)).until(() -> passingProgram.get("/jobs").status() == 401);
    }

    @Test
    void anAccountThatIsClosedHasNoCredentialsAnyMore() {
        Api carol = newUser("carol", UID + 2);
        carol.get("/jobs").expect(200);
        assertThat(status(administrator, "PATCH", "/users/carol", "{\"enabled\":false}")).isEqualTo(200);
        carol.get("/jobs").expect(401);
        assertThat(server.anonymous().post("/auth/token", Map.of("user", "carol", "password", password("carol", UID + 2))).status()).isEqualTo(401);
    }

    @Test
    void wrongPasswordsAreSlowedDown() {
        newUser("dave", UID + 3);
        Map<String, String> right = Map.of("user", "dave", "password", password("dave", UID + 3));
        List<Integer> answers = new ArrayList<>();
        Api.Answer slowed = null;
        for (int i = 0; i < 12 && slowed == null; i++) {
            Api.Answer answer = server.anonymous().post("/auth/token", Map.of("user", "dave", "password", "wrong-guess-" + i));
            answers.add(answer.status());
            slowed = answer.status() == 429 ? answer : null;
        }
        assertThat(slowed).as("answers " + answers).isNotNull();
        assertThat(answers.subList(0, 4)).as("a slip of the finger is free").containsOnly(401);
        assertThat(Long.parseLong(slowed.headers().get("retry-after"))).isBetween(1L, 300L);
        assertThat(slowed.json().get("code").asText()).isEqualTo("TOO_MANY_ATTEMPTS");
        SECRETS.add("wrong-guess-");
        Awaitility.await("the wait is over").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500))
                .until(() -> server.anonymous().post("/auth/token", right).status() == 200);
    }

    @Test
    void aContainerMayDoNothingBeyondItsJob() throws IOException {
        long id = alice.submit(Map.of("cpus", 0.25, "memory", "48MiB", "script",
                "cat /proc/self/status; tr '\\0' ' ' < /proc/1/cmdline; echo; touch ready; sleep 300"));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> alice.get("/jobs/" + id + "/files/ready").status() == 200);
        alice.await(id, "RUNNING");
        String container = Shell.run("docker", "ps", "-q", "--no-trunc", "--filter", "label=org.godocker.job=" + id,
                "--filter", "label=org.godocker.server=" + serverId()).strip();
        JsonNode inspected = new ObjectMapper().readTree(Shell.run("docker", "inspect", container)).get(0);
        JsonNode host = inspected.get("HostConfig");
        assertThat(host.get("Privileged").asBoolean()).isFalse();
        assertThat(host.get("CapDrop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(host.get("CapAdd").isNull() || host.get("CapAdd").isEmpty()).isTrue();
        assertThat(host.get("SecurityOpt").toString()).isEqualTo("[\"no-new-privileges\"]");
        assertThat(host.get("PidsLimit").asLong()).isEqualTo(4096);
        assertThat(host.get("Memory").asLong()).isEqualTo(48L << 20);
        assertThat(host.get("MemorySwap").asLong()).as("memory and swap together").isEqualTo(48L << 20);
        assertThat(host.get("NanoCpus").asLong()).isEqualTo(250_000_000L);
        assertThat(host.get("Init").asBoolean()).isTrue();
        assertThat(host.get("NetworkMode").asText()).isEqualTo("none");
        assertThat(host.get("PidMode").asText() + host.get("UTSMode").asText() + host.path("IpcMode").asText()).doesNotContain("host");
        assertThat(host.get("Devices").isNull() || host.get("Devices").isEmpty()).isTrue();
        assertThat(inspected.get("Config").get("User").asText()).isEqualTo(UID + ":" + UID);
        assertThat(inspected.get("Mounts")).as("nothing but its workspace").hasSize(1);
        assertThat(inspected.get("Config").get("Env").toString()).doesNotContain(alice.token());

        String inside = alice.log(id);
        assertThat(inside).containsPattern("Uid:\\s+" + (UID + "\\s+").repeat(3) + UID).containsPattern("Groups:\\s+(" + UID + " )?" + GROUP)
                .containsPattern("CapInh:\\s+0+\\n").containsPattern("CapPrm:\\s+0+\\n").containsPattern("CapEff:\\s+0+\\n")
                .containsPattern("CapBnd:\\s+0+\\n").containsPattern("CapAmb:\\s+0+\\n").containsPattern("NoNewPrivs:\\s+1\\n")
                .contains("init");
        alice.post("/jobs/" + id + "/kill", null).expect(200);
        alice.awaitEnd(id);
    }

    private static String serverId() {
        return administrator.get("/server").expect(200).json().get("serverId").asText();
    }

    @Test
    void theDistributionHasNoAccountOfItsOwn() throws IOException {
        String shipped = Shell.run("tar", "-xzOf", System.getProperty("godocker.distribution"), "--wildcards", "*/etc/users.properties",
                "*/etc/keys.properties");
        Properties accounts = new Properties();
        accounts.load(new java.io.StringReader(shipped));
        assertThat(accounts.stringPropertyNames()).containsExactly("_g_:admingroup");
        assertThat(Shell.run("tar", "-tzf", System.getProperty("godocker.distribution"))).doesNotContain("first-administrator", "host.key");
        for (String[] guess : new String[][] {{"admin", "admin"}, {"karaf", "karaf"}, {"root", "root"}, {"godocker", "godocker"}, {"admin", ""}}) {
            assertThat(server.anonymous().post("/auth/token", Map.of("user", guess[0], "password", guess[1])).status()).isIn(400, 401);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void noSecretIsWrittenDownAnywhere() throws IOException {
        // A login to the console replaces its password by a hash as well.
        Properties console = new Properties();
        try (var reader = Files.newBufferedReader(server.folder().resolve("etc/users.properties"))) {
            console.load(reader);
        }
        String before = console.getProperty("karaf").replaceAll(",.*", "");
        assertThat(server.shell("godocker:user-list")).contains("alice");
        if (!before.startsWith("{CRYPT}")) {
            SECRETS.add(before);
        }
        assertThat(SECRETS).hasSizeGreaterThan(10).allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(8));
        assertThat(server.folder().resolve("etc/first-administrator.properties")).doesNotExist();

        Path patterns = Files.createTempFile("secrets", ".txt");
        try {
            Files.write(patterns, List.of("root-admin made account alice"));
            assertThat(found(patterns)).as("the search sees the log").contains("data/log/karaf.log");
            Files.write(patterns, List.of("alice"));
            assertThat(found(patterns)).as("the search sees into the database").contains("var/database");
            Files.write(patterns, SECRETS);
            assertThat(found(patterns)).as("files that hold a secret in clear").isEmpty();
        } finally {
            Files.delete(patterns);
        }
        Path folder = server.folder();
        assertThat(Files.getPosixFilePermissions(folder.resolve("var/database")).toString()).doesNotContain("OTHERS");
    }

    private static String found(Path patterns) {
        Shell.Result result = Shell.tryRun(Map.of(), "", "grep", "-rlaF", "-f", patterns.toString(), "-D", "skip", server.folder().toString());
        assertThat(result.exitCode()).as(result.output()).isIn(0, 1);
        return result.output();
    }
}
