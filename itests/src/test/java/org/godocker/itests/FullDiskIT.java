package org.godocker.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.godocker.itests.support.Api;
import org.godocker.itests.support.Server;
import org.godocker.itests.support.Shell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Workspaces and database on small disks of their own that run full: nothing more is accepted, nothing accepted is lost. */
class FullDiskIT {

    private static final String NAME = "full-disk";
    private static final int MIB = 1 << 20;
    private static final int[] SIZES = {400_000, 100_000, 25_000};

    private static Server server;
    private static Api user;
    private static Path workspaces;
    private static Path databaseDisk;

    @BeforeAll
    static void start() throws IOException {
        Path folder = Path.of(System.getProperty("godocker.servers"), NAME);
        workspaces = folder.resolve("var/workspaces");
        databaseDisk = folder.resolve("var/database-disk");
        // An earlier run that was ended by force leaves its disks behind.
        unmount();
        server = Server.unpack(NAME);
        mount(workspaces, 64);
        mount(databaseDisk, 48);
        server.configure("org.godocker.engine", Map.of("minimum-free-disk", "16MiB"));
        server.configure("org.ops4j.datasource-godocker", Map.of("url", "jdbc:derby:" + databaseDisk + "/database;create=true"));
        server.start();
        user = server.administrator().newUser("hoarder", 52001);
    }

    private static void mount(Path directory, int mebibytes) throws IOException {
        Files.createDirectories(directory);
        Shell.run("mount", "-t", "tmpfs", "-o", "mode=0755,size=" + mebibytes + "m", "godocker-itest", directory.toString());
    }

    private static void unmount() {
        for (Path disk : List.of(workspaces, databaseDisk)) {
            if (Shell.tryRun(Map.of(), "", "mountpoint", "-q", disk.toString()).exitCode() == 0) {
                Shell.run("umount", "-l", disk.toString());
            }
        }
    }

    @AfterAll
    static void stop() {
        try {
            if (server != null) {
                server.close();
            }
        } finally {
            unmount();
        }
    }

    /** Each test leaves room and a server that takes jobs, however it went. */
    @AfterEach
    void makeRoom() throws IOException {
        Shell.tryRun(Map.of(), "", "find", workspaces.toString(), "-name", "fill", "-delete");
        Files.deleteIfExists(databaseDisk.resolve("fill"));
        if (!server.isRunning()) {
            server.start();
            user = server.anonymous().login("hoarder", "pw-hoarder-52001");
        }
        Awaitility.await("a server with room").atMost(Duration.ofSeconds(60)).until(() -> trySubmit("true"), a -> a.status() == 201);
        for (JsonNode job : user.get("/jobs?limit=100").expect(200).json().get("items")) {
            if (!Api.hasEnded(job)) {
                // One that has ended meanwhile answers with a conflict.
                user.post("/jobs/" + job.get("id") + "/kill", null);
                user.awaitEnd(job.get("id").asLong());
            }
        }
    }

    private static Api.Answer trySubmit(String script) {
        return user.post("/jobs", Map.of("image", Api.image(), "cpus", 0.1, "memory", "32MiB", "network", false, "script", script));
    }

    /** A job that runs until the test lets it end with exit code 7. */
    private static long waiting() {
        long id = user.submitScript("touch started; while [ ! -e go ]; do sleep 0.2; done; exit 7");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(workspace(id).resolve("started")));
        return id;
    }

    private static boolean runs(long id) {
        return !Shell.run("docker", "ps", "-q", "--filter", "label=org.godocker.owner=hoarder", "--filter", "label=org.godocker.job=" + id).isBlank();
    }

    private static void letEnd(long id) throws IOException {
        Files.createFile(workspace(id).resolve("go"));
    }

    private static Path workspace(long id) {
        Path directory = workspaces;
        String digits = Long.toString(id);
        for (int i = 0; i < digits.length(); i += 2) {
            directory = directory.resolve(digits.substring(i, Math.min(i + 2, digits.length())));
        }
        return directory.resolve("job");
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[MIB / 4];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e.getMessage()).contains("No space left on device");
        }
    }

    @Test
    void aJobFillsTheDiskUnderTheWorkspaces() throws IOException {
        long running = waiting();
        // Asks for the whole node, and so comes to its start when the others are gone and the disk is still full.
        double cpus = user.get("/nodes").expect(200).json().get("items").get(0).get("cpus").asDouble();
        long next = user.submit(Map.of("cpus", cpus, "script", "echo in the end"));
        long hoarder = user.submit(Map.of("memory", "256MiB", "script", "dd if=/dev/zero of=fill bs=1M count=500; touch full; sleep 300"));
        Awaitility.await("the disk is full").atMost(Duration.ofSeconds(60)).until(() -> Files.exists(workspace(hoarder).resolve("full")));
        Api.Answer refused = Awaitility.await("refusal").atMost(Duration.ofSeconds(60)).until(() -> trySubmit("true"), a -> a.status() != 201);
        assertThat(refused.status()).as(refused.body()).isEqualTo(507);
        assertThat(refused.json().get("code").asText()).isEqualTo("STORAGE_FULL");
        assertThat(refused.json().get("detail").asText()).contains("workspaces");
        assertThat(refused.headers()).containsKey("retry-after");
        assertThat(server.anonymous().get("/server/health").body()).contains("\"DOWN\"").contains("\"disk\":\"full\"");

        letEnd(running);
        JsonNode ended = user.awaitEnd(running);
        assertThat(ended.get("state").asText()).isEqualTo("FAILED");
        assertThat(ended.get("exitCode").asInt()).isEqualTo(7);

        user.post("/jobs/" + hoarder + "/kill", null).expect(200);
        assertThat(user.awaitEnd(hoarder).get("state").asText()).isEqualTo("KILLED");
        assertThat(trySubmit("true").status()).as("a job's end alone makes no room").isEqualTo(507);
        Awaitility.await("start without room").atMost(Duration.ofSeconds(60))
                .until(() -> user.job(next).get("reason").get("code").asText().equals("WORKSPACE_FAILED"));
        assertThat(user.job(next).get("state").asText()).isIn("PENDING", "STARTING");
        Files.delete(workspace(hoarder).resolve("fill"));
        Api.Answer accepted = Awaitility.await("room again").atMost(Duration.ofSeconds(60)).until(() -> trySubmit("echo room again"), a -> a.status() == 201);
        long id = accepted.json().get("id").asLong();
        assertThat(user.awaitEnd(id).get("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(user.log(id)).isEqualTo("room again\n");
        assertThat(user.awaitEnd(next).get("state").asText()).as(user.job(next).toString()).isEqualTo("SUCCEEDED");
        assertThat(user.log(next)).isEqualTo("in the end\n");
    }

    @Test
    void theDiskUnderTheDatabaseIsFull() throws IOException {
        long running = waiting();
        List<Long> accepted = new ArrayList<>();
        Path filling = databaseDisk.resolve("fill");
        fill(filling);
        submitUntilRefused(accepted);
        keepTrying();
        letEnd(running);
        Awaitility.await("end of the container").atMost(Duration.ofSeconds(60)).until(() -> !runs(running));
        keepTrying();
        Files.delete(filling);
        Awaitility.await("room again").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500)).until(() -> {
            Api.Answer answer = trySubmit("true");
            if (answer.status() == 201) {
                accepted.add(answer.json().get("id").asLong());
            }
            return answer.status() == 201;
        });
        assertThat(user.awaitEnd(running).get("exitCode").asInt()).isEqualTo(7);
        assertAllSucceed(accepted);

        fill(filling);
        submitUntilRefused(accepted);
        keepTrying();
        server.kill9();
        Files.delete(filling);
        server.start();
        user = server.anonymous().login("hoarder", "pw-hoarder-52001");
        assertThat(user.job(running).get("exitCode").asInt()).isEqualTo(7);
        assertAllSucceed(accepted);
        long after = user.submitScript("true");
        assertThat(user.awaitEnd(after).get("state").asText()).isEqualTo("SUCCEEDED");
    }

    /** The database keeps some room in store, and what is smaller may still fit: ends when not even the small is taken. */
    private static void submitUntilRefused(List<Long> accepted) {
        for (int size : SIZES) {
            boolean refused = false;
            for (int i = 0; i < 100 && !refused; i++) {
                Api.Answer answer = trySubmit(script(size));
                refused = answer.status() != 201;
                if (refused) {
                    assertRefusal(answer);
                } else {
                    accepted.add(answer.json().get("id").asLong());
                }
            }
            assertThat(refused).as("100 submissions of %s bytes were taken with no room for them", size).isTrue();
        }
    }

    private static String script(int size) {
        return "# " + "x".repeat(size) + "\ntrue\n";
    }

    private static void assertRefusal(Api.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(507, 503);
        assertThat(answer.json().get("detail").asText()).containsIgnoringCase("database");
        assertThat(answer.headers()).containsKey("retry-after");
    }

    /** Each attempt takes some of the room the database has in store for its log, until that is full as well. */
    private static void keepTrying() {
        for (int i = 0; i < 20; i++) {
            assertRefusal(trySubmit(script(SIZES[0])));
        }
        assertThat(server.anonymous().get("/server/health").status()).isIn(200, 503);
    }

    private static void assertAllSucceed(List<Long> accepted) {
        for (long id : accepted) {
            assertThat(user.awaitEnd(id).get("state").asText()).as("job " + id).isEqualTo("SUCCEEDED");
        }
        assertThat(Set.copyOf(accepted)).hasSameSizeAs(accepted);
    }
}
