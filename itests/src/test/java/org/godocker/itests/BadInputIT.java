package org.godocker.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.godocker.itests.support.Api;
import org.godocker.itests.support.Server;
import org.godocker.itests.support.SharedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal names the field and the rule, and changes nothing. */
@ExtendWith(SharedServer.class)
class BadInputIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = "string";

    private static Server server;
    private static Api administrator;
    private static Api user;
    private String before;

    @BeforeAll
    static void prepare() {
        server = SharedServer.get();
        administrator = server.administrator();
        user = administrator.newUser("clumsy", 52345);
    }

    @BeforeEach
    void lookBefore() {
        before = jobs();
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(jobs()).isEqualTo(before);
    }

    private static String jobs() {
        return user.get("/jobs?limit=500").expect(200).body() + administrator.get("/server").expect(200).json().get("jobs");
    }

    private static Arguments job(String field, String json, String place, String rule) {
        return Arguments.of(field, json, place, rule, "INVALID");
    }

    private static Arguments tooLarge(String field, String json) {
        return Arguments.of(field, json, field, "fits-a-node", "REJECTED");
    }

    static Stream<Arguments> badJobs() {
        return Stream.of(
                job("colour", "\"red\"", "colour", "unknown-field"),
                job("Cpus", "1", "Cpus", "unknown-field"),
                job("state", "\"RUNNING\"", "state", "read-only"),
                job("name", "1", "name", TEXT),
                job("name", "\"a\\nb\"", "name", "single-line"),
                job("name", "\"" + "n".repeat(201) + "\"", "name", "max-length"),
                job("tags", "\"a\"", "tags", "array"),
                job("tags", "[\"\"]", "tags[0]", "not-empty"),
                job("env", "[]", "env", "object"),
                job("env", "{\"1A\":\"\"}", "env.1A", "variable-name"),
                job("env", "{\"GODOCKER_JID\":\"7\"}", "env.GODOCKER_JID", "reserved"),
                job("env", "{\"A\":\"\\u0000\"}", "env.A", "no-nul"),
                job("network", "\"yes\"", "network", "boolean"),
                job("root", "true", "root", "allowed"),
                job("cpus", "\"1\"", "cpus", "number"),
                job("cpus", "-1", "cpus", "positive"),
                job("cpus", "0", "cpus", "positive"),
                job("cpus", "0.0001", "cpus", "decimals"),
                job("cpus", "1e300", "cpus", "range"),
                job("cpus", "1025", "cpus", "maximum"),
                tooLarge("cpus", "1024"),
                job("memory", "true", "memory", "size"),
                job("memory", "-1", "memory", "positive"),
                job("memory", "0", "memory", "positive"),
                job("memory", "\"-512MiB\"", "memory", "size"),
                job("memory", "\"1KiB\"", "memory", "minimum"),
                job("memory", "\"lots\"", "memory", "size"),
                job("memory", "\"99999999TiB\"", "memory", "size"),
                job("memory", "9223372036854775807", "memory", "maximum"),
                tooLarge("memory", "\"512TiB\""),
                job("script", "null", "script", "required"),
                job("script", "\"\"", "script", "required"),
                job("script", "\" \\n\\t \"", "script", "required"),
                job("script", "\"echo a\\u0000b\"", "script", "no-nul"),
                job("script", "\"" + "x".repeat((4 << 20) + 1) + "\"", "script", "max-size"),
                job("script", "[\"true\"]", "script", TEXT),
                job("image", "\"\"", "image", "required"),
                job("image", "\"UPPER\"", "image", "image-reference"),
                job("image", "\"no spaces\"", "image", "image-reference"),
                job("image", "\"http://registry/name\"", "image", "image-reference"),
                job("image", "\"../escape\"", "image", "image-reference"),
                job("image", "\"--privileged\"", "image", "image-reference"),
                job("image", "\"name:tag:tag\"", "image", "image-reference"),
                job("image", "\"name@sha256:12\"", "image", "image-reference"),
                job("image", "\"a\\u0000\"", "image", "image-reference"),
                job("volumes", "[\"no-such-volume\"]", "volumes[0].name", "granted"),
                job("volumes", "[\"/etc\"]", "volumes[0].name", "volume-name"),
                job("volumes", "[\"home:ro\",\"../../etc\"]", "volumes[1].name", "volume-name"),
                job("executor", "\"warp\"", "executor", "known"),
                job("project", "\"no-such-project\"", "project", "known"),
                job("lifespan", "0", "lifespan", "range"),
                job("lifespan", "\"-5m\"", "lifespan", "duration"),
                job("lifespan", "\"8d\"", "lifespan", "maximum"));
    }

    private static String text(String field, String json) throws java.io.IOException {
        ObjectNode job = JSON.createObjectNode().put("image", Api.image()).put("script", "true").put("cpus", 0.1).put("memory", "32MiB");
        job.set(field, JSON.readTree(json));
        return JSON.writeValueAsString(job);
    }

    @ParameterizedTest(name = "{2}: {3}")
    @MethodSource("badJobs")
    void aBadJobIsRefused(String field, String json, String place, String rule, String code) throws java.io.IOException {
        String bad = text(field, json);
        JsonNode problem = problem(user.postText("/jobs", bad), 400, code);
        assertThat(broken(problem)).as(problem.toString()).containsExactly(place + " " + rule);
        if (code.equals("REJECTED")) {
            assertThat(problem.get("violations").get(0).get("message").asText()).containsPattern("largest that would fit is .*cpus with .*memory");
        }
        String good = text("name", "\"good\"");
        JsonNode amongOthers = problem(user.postText("/jobs", "[" + good + "," + bad + "," + good + "]"), 400, code);
        assertThat(broken(amongOthers)).as("all or none").containsExactly("[1]." + place + " " + rule);
    }

    private static JsonNode problem(Api.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().get("content-type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.get("code").asText()).as(problem.toString()).isEqualTo(code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asText()).isEqualTo("urn:godocker:problem:" + code.toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        assertThat(problem.get("detail").asText()).isNotBlank();
        return problem;
    }

    private static List<String> broken(JsonNode problem) {
        List<String> broken = new ArrayList<>();
        problem.get("violations").forEach(v -> broken.add(v.get("field").asText() + " " + v.get("rule").asText()));
        return broken;
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        JsonNode problem = problem(user.postText("/jobs", "{\"image\":\"A\",\"script\":\"\",\"cpus\":-1,\"memory\":0,\"executor\":\"warp\"}"), 400, "INVALID");
        assertThat(broken(problem)).containsExactlyInAnyOrder("image image-reference", "script required", "cpus positive", "memory positive",
                "executor known");
    }

    @Test
    void whatIsNoJsonIsRefused() {
        for (String body : List.of("", "{", "[", "not json", "{\"image\":}", "{'image':'a'}", "{\"a\":1,\"a\":2}", "[]", "null", "7", "{} {}",
                "[".repeat(5000), "{\"a\":" + "9".repeat(5000) + "}")) {
            JsonNode problem = problem(user.postText("/jobs", body), 400, "INVALID");
            assertThat(problem.get("violations")).as(body).isNotEmpty();
        }
        problem(user.send(user.request("/jobs").header("Content-Type", "text/plain").POST(HttpRequest.BodyPublishers.ofString("{}"))),
                415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        byte[] body = ("{\"image\":\"" + Api.image() + "\",\"script\":\"" + "x".repeat(9 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = user.request("/jobs").header("Content-Type", "application/json");
        problem(user.send(request.copy().POST(HttpRequest.BodyPublishers.ofByteArray(body))), 413, "BODY_TOO_LARGE");
        problem(user.send(request.copy().POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))), 413, "BODY_TOO_LARGE");
    }

    @Test
    void tooManyJobsInOneCallAreRefused() throws java.io.IOException {
        String one = text("name", "\"one of many\"");
        JsonNode problem = problem(user.postText("/jobs", "[" + (one + ",").repeat(1000) + one + "]"), 400, "INVALID");
        assertThat(broken(problem)).containsExactly(" max-items");
    }

    @Test
    void withoutAValidTokenNothingIsTaken() {
        Map<String, Object> job = Map.of("image", Api.image(), "script", "true");
        Api session = server.anonymous().login("clumsy", "pw-clumsy-52345");
        assertThat(session.send(session.request("/auth/token").DELETE()).status()).isEqualTo(204);
        for (Api stranger : List.of(server.anonymous(), server.anonymous().with("wrong"), server.anonymous().with(user.token() + "a"), session)) {
            Api.Answer answer = stranger.post("/jobs", job);
            problem(answer, 401, "UNAUTHENTICATED");
            assertThat(answer.headers().get("www-authenticate")).startsWith("Bearer");
        }
        Api.Answer basic = user.send(server.anonymous().request("/jobs").header("Authorization", "Basic YTpi").GET());
        problem(basic, 401, "UNAUTHENTICATED");
    }

    @Test
    void badIdempotencyKeysAreRefused() {
        for (String key : List.of("two words", "k".repeat(201))) {
            Api.Answer answer = user.send(user.request("/jobs").header("Content-Type", "application/json").header("Idempotency-Key", key)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"image\":\"a\",\"script\":\"true\"}")));
            assertThat(problem(answer, 400, "INVALID").get("violations").get(0).get("field").asText()).isEqualTo("Idempotency-Key");
        }
    }
}
