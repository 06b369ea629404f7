package org.godocker.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godocker.itests.support.Api;
import org.godocker.itests.support.Batch;
import org.godocker.itests.support.EngineWitness;
import org.godocker.itests.support.Server;
import org.junit.jupiter.api.Test;

/** The server is killed again and again while it takes in, starts and ends jobs. Counted by the engine, not by its records. */
class KillNineIT {

    private static final int JOBS = 200;
    private static final int KILLS_UNDER_LOAD = 2;
    private static final int PER_CALL = 5;
    private static final int MOST_WAITING = 60;
    private static final long SEED = Long.getLong("godocker.seed", System.nanoTime());
    private static final Map<String, Object> SHORT_JOB = Map.of("script", "echo line of $GODOCKER_JID; echo ran >> ran");

    private final Random random = new Random(SEED);

    @Test
    void everyJobOfAServerThatIsKilledStartsOnceAndEndsOnce() {
        System.out.println("KillNineIT: repeat with -Dgodocker.seed=" + SEED);
        Server server = Server.unpack("kill-nine");
        // What a killed server leaves behind is to be gone before the test is.
        server.configure("org.godocker.engine", Map.of("orphan-grace", "10s", "sweep-interval", "3s"));
        try (server) {
            server.start();
            Api administrator = server.administrator();
            Batch batch = new Batch(administrator.newUser("jane", 12345));
            String serverId = administrator.get("/server").expect(200).json().get("serverId").asText();
            try (EngineWitness witness = EngineWitness.ofMachine(serverId)) {
                CompletableFuture<Void> submissions = CompletableFuture.runAsync(() -> submitAll(batch, witness));
                for (int kill = 0; kill < KILLS_UNDER_LOAD; kill++) {
                    killAfterFurtherStarts(server, witness);
                    server.start();
                }
                killAfterFurtherStarts(server, witness);
                // And once more while it is still finding out what became of its containers.
                server.startDegraded();
                killSoon(server, witness);
                server.start();
                submissions.join();
                check(batch, witness, batch.awaitEnd(Duration.ofSeconds(180)));
            }
        }
    }

    /** Little by little, so that kills hit submissions as well as starts and ends. */
    private static void submitAll(Batch batch, EngineWitness witness) {
        for (int accepted = 0; accepted < JOBS; accepted += PER_CALL) {
            long started = accepted - MOST_WAITING;
            Awaitility.await("room for more jobs").atMost(Duration.ofSeconds(120)).until(() -> witness.starts() >= started);
            batch.submit(Collections.nCopies(PER_CALL, SHORT_JOB));
        }
    }

    private void killAfterFurtherStarts(Server server, EngineWitness witness) {
        long starts = witness.starts() + random.nextInt(5, 30);
        Awaitility.await("further starts").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10)).until(() -> witness.starts() >= starts);
        killSoon(server, witness);
    }

    private void killSoon(Server server, EngineWitness witness) {
        CompletableFuture.runAsync(server::kill9, CompletableFuture.delayedExecutor(random.nextInt(500), TimeUnit.MILLISECONDS)).join();
        System.out.println("KillNineIT: killed after " + witness.starts() + " starts");
    }

    private static void check(Batch batch, EngineWitness witness, Map<Long, JsonNode> jobs) {
        assertThat(batch.ids()).hasSize(JOBS);
        assertThat(jobs.keySet()).as("nothing was accepted twice").isEqualTo(batch.ids());
        Map<Long, String> states = new TreeMap<>();
        jobs.forEach((id, job) -> states.put(id, job.get("state").asText() + " " + job.get("reason").get("code").asText() + " " + job.get("exitCode")));
        assertThat(states.values()).as("how they ended: %s", states).containsOnly("SUCCEEDED COMPLETED 0");
        witness.catchUp();
        Map<Long, Long> starts = witness.startsByJob();
        assertThat(starts.keySet()).isEqualTo(batch.ids());
        assertThat(Set.copyOf(starts.values())).as("starts by job: %s", starts).containsExactly(1L);
        for (long id : batch.ids()) {
            assertThat(batch.endings(id)).as("endings in the history of job %d", id).isEqualTo(List.of("SUCCEEDED"));
            assertThat(batch.log(id)).isEqualTo("line of " + id + "\n");
            assertThat(batch.file(id, "ran")).isEqualTo("ran\n");
        }
        Awaitility.await("removal of all containers").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(witness.containers()).isEmpty());
    }
}
