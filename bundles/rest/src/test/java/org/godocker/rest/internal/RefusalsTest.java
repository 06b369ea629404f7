package org.godocker.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.godocker.api.error.ConflictException;
import org.godocker.api.error.ForbiddenException;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.LimitExceededException;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.error.ServiceException;
import org.godocker.api.error.StorageFullException;
import org.godocker.api.error.TooManyAttemptsException;
import org.godocker.api.error.UnauthenticatedException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.error.Violation;
import org.godocker.api.server.Health;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What services refuse becomes the right status and document. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {

    private static final String JOB = "{\"image\":\"i\",\"script\":\"s\"}";

    private final TestServer server = new TestServer();

    @AfterAll
    void stop() {
        server.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new InvalidRequestException("REJECTED", List.of(new Violation("memory", "fits", "largest is 4GiB"))), 400, "REJECTED", null),
                Arguments.of(new UnauthenticatedException("who"), 401, "UNAUTHENTICATED", null),
                Arguments.of(new ForbiddenException("no"), 403, "FORBIDDEN", null),
                Arguments.of(new NotFoundException("none"), 404, "NOT_FOUND", null),
                Arguments.of(new ConflictException("IDEMPOTENCY_KEY_REUSED", "other"), 409, "IDEMPOTENCY_KEY_REUSED", null),
                Arguments.of(new LimitExceededException("RATE_LIMIT", "100 of 100"), 429, "RATE_LIMIT", "30"),
                Arguments.of(new TooManyAttemptsException("slow", Duration.ofMillis(1001)), 429, "TOO_MANY_ATTEMPTS", "2"),
                Arguments.of(new UnavailableException("later"), 503, "UNAVAILABLE", "5"),
                Arguments.of(new StorageFullException("full"), 507, "STORAGE_FULL", "30"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void eachRefusalHasItsStatus(ServiceException refusal, int status, String code, String retryAfter) {
        server.jobs.failWith(refusal);
        try {
            Answer answer = server.send(server.request("/jobs", "alice").header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JOB))).isProblem(status, code);
            assertThat(answer.header("Retry-After")).isEqualTo(retryAfter);
            if (refusal instanceof InvalidRequestException) {
                answer.names("memory", "fits");
            } else {
                assertThat(answer.json().path("detail").textValue()).isEqualTo(refusal.getMessage());
                assertThat(answer.json().has("violations")).isFalse();
            }
        } finally {
            server.jobs.failWith(null);
        }
    }

    @Test
    void noKindOfRefusalIsForgotten() {
        assertThat(refusals().map(a -> a.get()[0].getClass().getName()).toList())
                .containsExactlyInAnyOrderElementsOf(Stream.of(ServiceException.class.getPermittedSubclasses()).map(Class::getName).toList());
    }

    @Test
    void whatWasNotForeseenIsLoggedAndNotTold() {
        PrintStream err = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        server.jobs.failWith(new IllegalStateException("jdbc:derby secrets", new RuntimeException("the cause")));
        Answer answer;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            answer = server.get("/jobs/7", "alice").isProblem(500, "INTERNAL");
        } finally {
            System.setErr(err);
            server.jobs.failWith(null);
        }
        assertThat(answer.text()).doesNotContain("derby", "cause", "java", "Exception");
        String incident = answer.json().path("incident").textValue();
        String logged = log.toString(StandardCharsets.UTF_8);
        assertThat(logged).contains(incident, "GET jobs/7", "jdbc:derby secrets", "the cause").doesNotContain("alice-token");
    }

    @Test
    void repeatedWrongPasswordsAreSlowedDown() {
        Answer answer = server.post("/auth/token", null, "{\"user\":\"alice\",\"password\":\"slow down\"}").isProblem(429, "TOO_MANY_ATTEMPTS");
        assertThat(answer.header("Retry-After")).isEqualTo("3");
        assertThat(server.accounts.calls()).contains("login alice from 127.0.0.1");
    }

    @Test
    void healthIsForMonitors() {
        for (Health.Status status : Health.Status.values()) {
            server.server.status(status);
            Answer answer = server.get("/server/health", null);
            assertThat(answer.status()).isEqualTo(status == Health.Status.DOWN ? 503 : 200);
            assertThat(answer.json().path("status").textValue()).isEqualTo(status.name());
            assertThat(answer.json().path("checks").path("store").textValue()).isEqualTo("ok");
        }
    }

    @Test
    void everyAnswerCarriesTheSafeHeaders() {
        for (Answer answer : Arrays.asList(server.get("/jobs", "alice"), server.get("/jobs", null), server.get("/none", null),
                server.get("/openapi.json", null), server.call("PUT", "/jobs", "alice", JOB))) {
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
            assertThat(answer.header("Set-Cookie")).isNull();
            assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        }
    }
}
