package org.godocker.itests.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/** A client of the REST API that takes answers as they are. */
public final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "KILLED", "REJECTED", "LOST");

    /**
     * An answer.
     *
     * @param status  HTTP status
     * @param body    text
     * @param headers first value of each
     */
    public record Answer(int status, String body, Map<String, String> headers) {

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("not JSON (" + status + "): " + body, e);
            }
        }

        /** The answer, which must have this status. */
        public Answer expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError("expected status " + wanted + " but was " + status + ": " + body);
            }
            return this;
        }
    }

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();
    private final String url;
    private final String token;

    public Api(String url, String token) {
        this.url = url + "/api/v1";
        this.token = token;
    }

    /** The same server with other credentials. */
    public Api with(String newToken) {
        return new Api(url.substring(0, url.length() - "/api/v1".length()), newToken);
    }

    public String token() {
        return token;
    }

    public Api login(String user, String password) {
        return with(post("/auth/token", Map.of("user", user, "password", password)).expect(200).json().get("token").asText());
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, Object body) {
        try {
            return postText(path, body == null ? "" : JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public Answer postText(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> headers = new LinkedHashMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
            return new Answer(response.statusCode(), response.body(), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
        return token.isEmpty() ? builder : builder.header("Authorization", "Bearer " + token);
    }

    /** Makes a user and returns a client on which he is logged in. */
    public Api newUser(String login, int uid, int... groups) {
        String password = "pw-" + login + "-" + uid;
        post("/users", Map.of("login", login, "password", password, "uid", uid, "gid", uid, "groups", groups)).expect(201);
        return login(login, password);
    }

    /** Submits a job and returns its number. */
    public long submit(Map<String, Object> job) {
        Map<String, Object> full = new LinkedHashMap<>(Map.of("image", image(), "cpus", 0.1, "memory", "32MiB", "network", false));
        full.putAll(job);
        return post("/jobs", full).expect(201).json().get("id").asLong();
    }

    public long submitScript(String script) {
        return submit(Map.of("script", script));
    }

    public JsonNode job(long id) {
        return get("/jobs/" + id).expect(200).json();
    }

    public String log(long id) {
        return get("/jobs/" + id + "/log?stream=stdout").expect(200).body();
    }

    /** Waits until a job is in one of the states. */
    public JsonNode await(long id, String... states) {
        return Awaitility.await("job " + id + " in " + String.join(" or ", states)).atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100)).until(() -> job(id), job -> Set.of(states).contains(job.get("state").asText()));
    }

    /** Waits until a job has ended, however that is. */
    public JsonNode awaitEnd(long id) {
        return await(id, ENDED.toArray(String[]::new));
    }

    public static boolean hasEnded(JsonNode job) {
        return ENDED.contains(job.get("state").asText());
    }

    /** The image that tests run in. */
    public static String image() {
        return System.getenv().getOrDefault("GODOCKER_TEST_IMAGE", "godocker/busybox:1");
    }
}
