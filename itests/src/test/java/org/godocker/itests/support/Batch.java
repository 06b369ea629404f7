package org.godocker.itests.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** Many jobs of one user, submitted as a careful client does it: until the server has answered. */
public final class Batch {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Api user;
    private final Set<Long> ids = new ConcurrentSkipListSet<>();

    public Batch(Api user) {
        this.user = user;
    }

    /**
     * Submits jobs in one call, again and again while the server is not there, under one idempotency key.
     *
     * @return their numbers, in order
     */
    public List<Long> submit(List<Map<String, Object>> jobs) {
        String key = UUID.randomUUID().toString();
        Api.Answer answer = Awaitility.await("answer to a submission").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100))
                .ignoreException(UncheckedIOException.class)
                .until(() -> user.send(request(key, jobs)), a -> a.status() == 201 || a.status() == 200 || a.status() / 100 == 4 && a.status() != 404);
        if (answer.status() / 100 != 2) {
            throw new AssertionError("the submission was refused: " + answer.body());
        }
        List<Long> accepted = items(answer).map(job -> job.get("id").asLong()).toList();
        ids.addAll(accepted);
        return accepted;
    }

    private HttpRequest.Builder request(String key, List<Map<String, Object>> jobs) throws JsonProcessingException {
        List<Map<String, Object>> full = new ArrayList<>();
        for (Map<String, Object> job : jobs) {
            Map<String, Object> one = new LinkedHashMap<>(Map.of("image", Api.image(), "cpus", 0.1, "memory", "32MiB", "network", false));
            one.putAll(job);
            full.add(one);
        }
        return user.request("/jobs").header("Content-Type", "application/json").header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(full)));
    }

    /** Numbers of all jobs that were accepted. */
    public Set<Long> ids() {
        return ids;
    }

    /** How many of its jobs have ended. */
    public long ended() {
        return all().values().stream().filter(Api::hasEnded).count();
    }

    /** Waits until every job has ended. @return the jobs by number */
    public Map<Long, JsonNode> awaitEnd(Duration limit) {
        Awaitility.await("end of " + ids.size() + " jobs").atMost(limit).pollInterval(Duration.ofMillis(300)).untilAsserted(() ->
                assertThat(all().values().stream().filter(job -> !Api.hasEnded(job)).map(Batch::brief).toList()).as("jobs that have not ended").isEmpty());
        return all();
    }

    /** Number, state and reason of a job. */
    public static String brief(JsonNode job) {
        return job.get("id") + " " + job.get("state").asText() + " " + job.get("reason").get("code").asText() + " "
                + job.get("reason").get("message").asText();
    }

    /** All jobs of the user that the server lists, by number, its own and any that nobody asked for. */
    public Map<Long, JsonNode> all() {
        Map<Long, JsonNode> jobs = new TreeMap<>();
        String cursor = "";
        do {
            JsonNode page = user.get("/jobs?limit=100" + cursor).expect(200).json();
            page.get("items").forEach(job -> jobs.put(job.get("id").asLong(), job));
            cursor = page.get("next").isNull() ? "" : "&cursor=" + URLEncoder.encode(page.get("next").asText(), StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());
        return jobs;
    }

    /** The steps of a job's history that ended it. */
    public List<String> endings(long id) {
        return items(user.get("/jobs/" + id + "/history").expect(200)).filter(Api::hasEnded)
                .map(step -> step.get("state").asText()).toList();
    }

    /** What a job wrote to its standard output. */
    public String log(long id) {
        return user.log(id);
    }

    /** A file that a job left in its workspace. */
    public String file(long id, String name) {
        return fileAnswer(id, name).expect(200).body();
    }

    /** What the server answers when asked for such a file. */
    public Api.Answer fileAnswer(long id, String name) {
        return user.get("/jobs/" + id + "/files/" + name);
    }

    private static Stream<JsonNode> items(Api.Answer answer) {
        return StreamSupport.stream(answer.json().get("items").spliterator(), false);
    }
}
