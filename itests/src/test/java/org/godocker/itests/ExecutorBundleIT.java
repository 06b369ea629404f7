package org.godocker.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.godocker.itests.support.Api;
import org.godocker.itests.support.Batch;
import org.godocker.itests.support.EngineWitness;
import org.godocker.itests.support.Server;
import org.junit.jupiter.api.Test;

/** The docker executor's bundle is stopped and started while jobs wait, start and run. */
class ExecutorBundleIT {

    private static final String BUNDLE = "org.godocker.executor.docker";
    private static final int AHEAD = 10;

    private Server server;
    private Api user;
    private Batch batch;
    private EngineWitness witness;

    @Test
    void containersGoOnWithoutTheExecutorAndEndRightWhenItIsBack() {
        try (Server own = Server.unpack("executor-bundle")) {
            // What cannot be removed because the executor is just leaving is left to the sweep.
            own.configure("org.godocker.engine", Map.of("orphan-grace", "10s", "sweep-interval", "3s"));
            server = own.start();
            Api administrator = server.administrator();
            user = administrator.newUser("jane", 12345);
            batch = new Batch(user);
            try (EngineWitness engine = EngineWitness.ofMachine(administrator.get("/server").expect(200).json().get("serverId").asText())) {
                witness = engine;
                stopAndStartUnderLoad();
            }
        }
    }

    private void stopAndStartUnderLoad() {
        long endsMeanwhile = submit("trap 'exit 3' TERM; echo ran >> ran; sleep 600 & wait");
        long goesOn = submit("trap 'exit 0' TERM; echo ran >> ran; sleep 600 & wait");
        long killed = submit("echo ran >> ran; sleep 600");
        for (long id : List.of(endsMeanwhile, goesOn, killed)) {
            user.await(id, "RUNNING");
            Awaitility.await("first line of job " + id).until(() -> user.get("/jobs/" + id + "/files/ran").status() == 200);
        }
        // The first connection makes the shell's key, which takes long.
        server.shell("bundle:status " + BUNDLE);
        Set<Long> shortJobs = stopWhileJobsStart();
        Instant stopped = Instant.now();
        assertThat(witness.startsByJob().keySet()).as("short jobs, some of which have been started").containsAnyElementsOf(shortJobs);
        Awaitility.await("waiting jobs say why").atMost(Duration.ofSeconds(60)).untilAsserted(() ->
                assertThat(shortJobs.stream().map(this::stateAndReason)).contains("PENDING EXECUTOR_ABSENT").doesNotContain("PENDING EXECUTOR_UNREACHABLE"));
        assertThat(witness.running()).contains(witness.container(goesOn, 1), witness.container(killed, 1));
        for (long id : List.of(endsMeanwhile, goesOn, killed)) {
            Awaitility.await("absence is told").atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(stateAndReason(id)).isEqualTo("RUNNING EXECUTOR_ABSENT"));
        }
        long late = submit("echo ran >> ran");
        Awaitility.await("absence is told").atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(stateAndReason(late)).isEqualTo("PENDING EXECUTOR_ABSENT"));
        assertThat(user.post("/jobs/" + killed + "/kill", null).expect(200).json().get("state").asText()).isEqualTo("RUNNING");
        witness.terminate(witness.container(endsMeanwhile, 1));
        Awaitility.await("end of a container without executor").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200))
                .until(() -> !witness.running().contains(witness.container(endsMeanwhile, 1)));
        assertThat(stateAndReason(endsMeanwhile)).isEqualTo("RUNNING EXECUTOR_ABSENT");
        assertThat(witness.running()).as("nothing ends containers").contains(witness.container(goesOn, 1), witness.container(killed, 1));
        Instant back = Instant.now();
        server.shell("bundle:start " + BUNDLE);

        Awaitility.await("job is in sight again").atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(stateAndReason(goesOn)).isEqualTo("RUNNING STARTED"));
        witness.terminate(witness.container(goesOn, 1));

        Map<Long, JsonNode> jobs = batch.awaitEnd(Duration.ofSeconds(90));
        Map<Long, String> expected = new LinkedHashMap<>();
        batch.ids().forEach(id -> expected.put(id, "SUCCEEDED COMPLETED"));
        expected.put(endsMeanwhile, "FAILED EXIT_CODE");
        expected.put(killed, "KILLED KILLED_BY_OWNER");
        Map<Long, String> actual = new LinkedHashMap<>();
        jobs.keySet().forEach(id -> actual.put(id, stateAndReason(id)));
        assertThat(actual).isEqualTo(expected);
        assertThat(jobs.get(endsMeanwhile).get("exitCode").asInt()).isEqualTo(3);
        assertThat(Instant.parse(jobs.get(endsMeanwhile).get("ended").asText())).as("it ended while nobody looked").isBetween(stopped, back);
        witness.catchUp();
        Map<Long, Long> starts = witness.startsByJob();
        assertThat(starts.keySet()).isEqualTo(batch.ids());
        assertThat(Set.copyOf(starts.values())).as("starts by job: %s", starts).containsExactly(1L);
        for (long id : batch.ids()) {
            assertThat(batch.endings(id)).hasSize(1);
            assertThat(batch.file(id, "ran")).isEqualTo("ran\n");
        }
        Awaitility.await("removal of all containers").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(witness.containers()).isEmpty());
    }

    /** Keeps some jobs waiting and some starting until the bundle has stopped. @return the jobs */
    private Set<Long> stopWhileJobsStart() {
        Set<Long> jobs = new TreeSet<>(batch.submit(Collections.nCopies(AHEAD, Map.of("script", "echo ran >> ran"))));
        Awaitility.await("first starts").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20))
                .until(() -> !Collections.disjoint(witness.startsByJob().keySet(), jobs));
        CompletableFuture<String> stop = CompletableFuture.supplyAsync(() -> server.shell("bundle:stop " + BUNDLE));
        Awaitility.await("stop of the bundle").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (witness.starts() + AHEAD > batch.ids().size()) {
                jobs.addAll(batch.submit(Collections.nCopies(AHEAD, Map.of("script", "echo ran >> ran"))));
            }
            return stop.isDone();
        });
        stop.join();
        return jobs;
    }

    private long submit(String script) {
        return batch.submit(List.of(Map.of("script", script))).get(0);
    }

    private String stateAndReason(long id) {
        JsonNode job = user.job(id);
        return job.get("state").asText() + " " + job.get("reason").get("code").asText();
    }
}
