package org.godocker.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.godocker.itests.support.Api;
import org.godocker.itests.support.Batch;
import org.godocker.itests.support.EngineWitness;
import org.godocker.itests.support.PrivateEngine;
import org.godocker.itests.support.Server;
import org.junit.jupiter.api.Test;

/** The Docker Engine stops, or crashes, and comes back while jobs wait, start and run on it. */
class EngineRestartIT {

    private static final Map<String, Object> SHORT_JOB = Map.of("script", "echo ran >> ran; sleep 0.3");
    private static final Map<String, Object> LONG_JOB = Map.of("script", "echo ran >> ran; sleep 600");

    private PrivateEngine engine;
    private Batch batch;
    private EngineWitness witness;

    @Test
    void jobsEndOnceWhenTheEngineStopsOrCrashes() {
        try (PrivateEngine restarted = PrivateEngine.start("restarted"); Server server = Server.unpack("engine-restart")) {
            server.configure("org.godocker.executor.docker.node-local", Map.of("endpoint", restarted.endpoint(), "cpus", "1", "memory", "1GiB"));
            server.configure("org.godocker.engine", Map.of("orphan-grace", "10s", "sweep-interval", "3s"));
            server.start();
            Api administrator = server.administrator();
            batch = new Batch(administrator.newUser("jane", 12345));
            String serverId = administrator.get("/server").expect(200).json().get("serverId").asText();
            try (EngineWitness listening = EngineWitness.of(restarted, serverId)) {
                engine = restarted;
                witness = listening;
                stopAndCrashUnderLoad();
            }
        }
    }

    private void stopAndCrashUnderLoad() {
        submitAndAwaitLoad();
        Set<Long> touched = goDown(engine::stop);
        comeBack();

        submitAndAwaitLoad();
        touched.addAll(goDown(engine::kill9));
        comeBack();

        check(touched, batch.awaitEnd(Duration.ofSeconds(120)));
    }

    /** Leaves long jobs running, and short ones waiting, starting, running and ended. */
    private void submitAndAwaitLoad() {
        List<Long> longJobs = batch.submit(Collections.nCopies(2, LONG_JOB));
        batch.submit(Collections.nCopies(25, SHORT_JOB));
        long starts = witness.starts() + 8;
        Awaitility.await("load").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20))
                .until(() -> witness.starts() >= starts && witness.startsByJob().keySet().containsAll(longJobs));
    }

    /** @return the jobs that were not waiting when it went, so that it may have ended them */
    private Set<Long> goDown(Runnable end) {
        Set<Long> before = inStates("STARTING", "RUNNING");
        end.run();
        Awaitility.await("waiting jobs say why").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200)).untilAsserted(() ->
                assertThat(batch.all().values().stream().filter(job -> !Api.hasEnded(job)).map(EngineRestartIT::reason).toList())
                        .isNotEmpty().containsOnly("EXECUTOR_UNREACHABLE"));
        assertThat(inStates("PENDING")).as("jobs that wait for the engine").isNotEmpty();
        Set<Long> touched = new HashSet<>(before);
        touched.addAll(witness.startsByJob().keySet());
        touched.addAll(inStates("STARTING", "RUNNING"));
        return touched;
    }

    private static String reason(JsonNode job) {
        return job.get("reason").get("code").asText();
    }

    private Set<Long> inStates(String... states) {
        Set<Long> ids = new HashSet<>();
        batch.all().forEach((id, job) -> {
            if (Set.of(states).contains(job.get("state").asText())) {
                ids.add(id);
            }
        });
        return ids;
    }

    private void comeBack() {
        Instant started = engine.start();
        witness.listenAgain(started);
    }

    private void check(Set<Long> touched, Map<Long, JsonNode> jobs) {
        assertThat(jobs.keySet()).isEqualTo(batch.ids());
        witness.catchUp();
        Map<Long, Long> starts = witness.startsByJob();
        jobs.forEach((id, job) -> {
            String state = job.get("state").asText();
            String told = "job " + id + ": " + job;
            long started = starts.getOrDefault(id, 0L);
            Api.Answer lines = batch.fileAnswer(id, "ran");
            assertThat(batch.endings(id)).as(told).isEqualTo(List.of(state));
            assertThat(started).as("starts by the engine, %s", told).isLessThanOrEqualTo(1);
            if (state.equals("SUCCEEDED")) {
                assertThat(lines.body()).as("lines written, %s", told).isEqualTo("ran\n");
            } else {
                assertThat(lines.body()).as("lines written, %s", told).matches(text -> lines.status() == 404 || text.equals("ran\n"));
                assertThat(state).as(told).isIn("FAILED", "LOST");
                assertThat(reason(job)).as(told).isIn("EXIT_CODE", "CONTAINER_LOST");
                assertThat(job.get("reason").get("message").asText()).as(told).isNotBlank();
            }
            if (!touched.contains(id)) {
                // An engine that crashes may forget to tell of its last starts; of these jobs it cannot.
                assertThat(started).as("starts by the engine, %s", told).isEqualTo(1);
                assertThat(state).as("only a job that was on the engine when it went may suffer, %s", told).isEqualTo("SUCCEEDED");
            }
        });
        Awaitility.await("removal of all containers").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(witness.containers()).isEmpty());
    }
}
