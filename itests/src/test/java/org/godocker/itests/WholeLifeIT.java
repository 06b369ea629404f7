package org.godocker.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.godocker.itests.support.Api;
import org.godocker.itests.support.Server;
import org.godocker.itests.support.Shell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a user does with jobs, from the submission to the files, on a real engine. */
class WholeLifeIT {

    private static final int UID = 12345;
    private static final int GROUP = 23456;

    private static Server server;
    private static Api user;

    @BeforeAll
    static void start() {
        server = Server.unpack("whole-life").start();
        user = server.administrator().newUser("jane", UID, GROUP);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aScriptRunsAsItsUserAndItsFilesBelongToHim() throws IOException {
        long id = user.submit(Map.of("name", "who", "script", "#!/bin/sh\nid -u; id -g; id -G; pwd; echo $GODOCKER_JID $GODOCKER_PWD $GODOCKER_HOME\n"
                + "echo trouble >&2; mkdir out; echo data > out/result.txt\n"));
        JsonNode job = user.awaitEnd(id);
        assertThat(job.get("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(job.get("exitCode").asInt()).isZero();
        assertThat(user.log(id).lines()).containsExactly("12345", "12345", "12345 23456", "/mnt/go-docker",
                id + " /mnt/go-docker /mnt/go-docker");
        assertThat(user.get("/jobs/" + id + "/log?stream=stderr").body()).isEqualTo("trouble\n");
        assertThat(user.get("/jobs/" + id + "/files/out/result.txt").expect(200).body()).isEqualTo("data\n");
        assertThat(user.get("/jobs/" + id + "/files").expect(200).body()).contains("god.log", "god.err", "out");
        Path result = workspace(id).resolve("out/result.txt");
        assertThat(Files.getAttribute(result, "unix:uid")).isEqualTo(UID);
        assertThat(Files.getAttribute(result, "unix:gid")).isEqualTo(UID);
        assertThat(job.get("owner").asText()).isEqualTo("jane");
        for (String field : new String[] {"submitted", "started", "ended"}) {
            assertThat(Instant.parse(job.get(field).asText())).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
        }
        assertThat(user.get("/jobs/" + id + "/history").expect(200).body())
                .containsSubsequence("PENDING", "STARTING", "RUNNING", "SUCCEEDED");
    }

    private static Path workspace(long id) throws IOException {
        try (Stream<Path> all = Files.walk(server.folder().resolve("var/workspaces"))) {
            return all.filter(p -> p.getFileName().toString().equals("job")
                            && p.getParent().toString().replaceAll(".*/var/workspaces", "").replace("/", "").equals(Long.toString(id)))
                    .findFirst().orElseThrow();
        }
    }

    @Test
    void exitCodesAreKept() {
        for (int code : new int[] {0, 3, 137}) {
            JsonNode job = user.awaitEnd(user.submitScript("exit " + code));
            assertThat(job.get("exitCode").asInt()).isEqualTo(code);
            assertThat(job.get("state").asText()).isEqualTo(code == 0 ? "SUCCEEDED" : "FAILED");
            assertThat(job.get("reason").get("code").asText()).isEqualTo(code == 0 ? "COMPLETED" : "EXIT_CODE");
        }
    }

    @Test
    void goingOverTheMemoryIsTheCause() {
        long id = user.submit(Map.of("memory", "16MiB", "script", "dd if=/dev/zero of=/dev/null bs=200M count=1"));
        JsonNode job = user.awaitEnd(id);
        assertThat(job.get("state").asText()).isEqualTo("FAILED");
        assertThat(job.get("reason").get("code").asText()).isEqualTo("OUT_OF_MEMORY");
        assertThat(job.get("reason").get("message").asText()).contains("memory");
    }

    @Test
    void usageIsRecorded() {
        long id = user.submit(Map.of("cpus", 1, "memory", "64MiB",
                "script", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; dd if=/dev/zero of=/dev/null bs=20M count=1"));
        JsonNode job = user.awaitEnd(id);
        assertThat(job.get("cpuSeconds").asDouble()).isBetween(0.05, 120.0);
        assertThat(job.get("memoryPeak").asLong()).isBetween(20L << 20, 64L << 20);
    }

    @Test
    void aLifespanThatHasPassedEndsTheJob() {
        long id = user.submit(Map.of("lifespan", "2s", "script", "sleep 300"));
        JsonNode job = user.awaitEnd(id);
        assertThat(job.get("state").asText()).isEqualTo("KILLED");
        assertThat(job.get("reason").get("code").asText()).isEqualTo("LIFESPAN_REACHED");
        assertThat(Duration.between(Instant.parse(job.get("started").asText()), Instant.parse(job.get("ended").asText())))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    @Test
    void killEndsPendingStartingAndRunningJobs() {
        long running = user.submitScript("trap 'echo asked; exit 0' TERM; echo up; sleep 300 & wait");
        user.await(running, "RUNNING");
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> user.log(running).contains("up"));
        user.post("/jobs/" + running + "/kill", null).expect(200);
        JsonNode killed = user.awaitEnd(running);
        assertThat(killed.get("state").asText()).isEqualTo("KILLED");
        assertThat(killed.get("reason").get("code").asText()).isEqualTo("KILLED_BY_OWNER");
        assertThat(user.log(running)).contains("asked");

        long starting = user.submitScript("sleep 300");
        user.post("/jobs/" + starting + "/kill", null).expect(200);
        assertThat(user.awaitEnd(starting).get("state").asText()).isEqualTo("KILLED");
        assertThat(user.post("/jobs/" + starting + "/kill", null).status()).isEqualTo(409);

        JsonNode node = server.administrator().get("/nodes").expect(200).json().get("items").get(0);
        double cpus = node.get("cpus").asDouble();
        long blocker = user.submit(Map.of("cpus", cpus, "script", "sleep 300"));
        user.await(blocker, "RUNNING");
        long pending = user.submit(Map.of("cpus", cpus, "script", "true"));
        assertThat(user.job(pending).get("state").asText()).isEqualTo("PENDING");
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> user.job(pending).get("reason").get("code").asText().equals("NO_CAPACITY"));
        user.post("/jobs/" + pending + "/kill", null).expect(200);
        assertThat(user.job(pending).get("state").asText()).isEqualTo("KILLED");
        user.post("/jobs/" + blocker + "/kill", null).expect(200);
        user.awaitEnd(blocker);
    }

    /** Whether the engine has frozen the job's container. */
    private static boolean isPaused(long id) {
        String container = Shell.run("docker", "ps", "-q", "--filter", "label=org.godocker.owner=jane",
                "--filter", "label=org.godocker.job=" + id).strip();
        return Shell.run("docker", "inspect", "--format", "{{.State.Paused}}", container).strip().equals("true");
    }

    @Test
    void aJobIsSuspendedAndGoesOn() {
        long id = user.submitScript("sleep 300");
        user.await(id, "RUNNING");
        assertThat(user.post("/jobs/" + id + "/resume", null).expect(200).json().get("state").asText()).isEqualTo("RUNNING");
        user.post("/jobs/" + id + "/suspend", null).expect(200);
        JsonNode suspended = user.await(id, "SUSPENDED");
        assertThat(suspended.get("reason").get("code").asText()).isEqualTo("SUSPENDED_BY_USER");
        assertThat(isPaused(id)).isTrue();
        user.post("/jobs/" + id + "/suspend", null).expect(200);
        user.post("/jobs/" + id + "/resume", null).expect(200);
        user.await(id, "RUNNING");
        assertThat(isPaused(id)).isFalse();

        user.post("/jobs/" + id + "/suspend", null).expect(200);
        user.await(id, "SUSPENDED");
        user.post("/jobs/" + id + "/kill", null).expect(200);
        assertThat(user.awaitEnd(id).get("state").asText()).isEqualTo("KILLED");
        assertThat(user.post("/jobs/" + id + "/suspend", null).expect(409).json().get("code").asText()).isEqualTo("JOB_ENDED");
    }

    @Test
    void anImageThatIsMissingIsTheCause() {
        long id = user.submit(Map.of("image", "localhost:1/no/such-image:9", "script", "true"));
        JsonNode job = user.awaitEnd(id);
        assertThat(job.get("state").asText()).isEqualTo("FAILED");
        assertThat(job.get("reason").get("code").asText()).isEqualTo("IMAGE_NOT_FOUND");
    }

    @Test
    void scriptsAreTakenAsPeopleWriteThem() {
        assertThat(output("#!/bin/sh\r\necho windows\r\necho lines\r\n")).isEqualTo("windows\nlines\n");
        assertThat(output("echo 'grüße, 世界 🐳'\n")).isEqualTo("grüße, 世界 🐳\n");
        String megabyte = "#!/bin/sh\n# " + "x".repeat(1 << 20) + "\necho long\n";
        assertThat(output(megabyte)).isEqualTo("long\n");
    }

    private static String output(String script) {
        long id = user.submitScript(script);
        assertThat(user.awaitEnd(id).get("state").asText()).isEqualTo("SUCCEEDED");
        return user.log(id);
    }

    @Test
    void aFollowedLogStreamsUntilTheEnd() {
        long id = user.submitScript("for i in 1 2 3; do echo line $i; sleep 1; done");
        assertThat(user.get("/jobs/" + id + "/log?stream=stdout&follow=true").expect(200).body()).isEqualTo("line 1\nline 2\nline 3\n");
        assertThat(user.job(id).get("state").asText()).isEqualTo("SUCCEEDED");
    }
}
