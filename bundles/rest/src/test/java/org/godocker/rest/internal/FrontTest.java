package org.godocker.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers are told where there is no endpoint, or none yet. */
class FrontTest {

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void withoutItsServicesItSaysWhatIsMissing() {
        server.front().close();

        Answer jobs = server.get("/jobs", "ann").isProblem(503, "NOT_READY");
        assertThat(jobs.header("Retry-After")).isEqualTo("5");
        assertThat(jobs.json().get("detail").textValue()).contains("database: no data source; engine: not running");
        assertThat(server.post("/auth/token", null, "{}").isProblem(503, "NOT_READY").header("Retry-After")).isEqualTo("5");
        server.get("/nowhere", null).isProblem(503, "NOT_READY");

        Answer health = server.get("/server/health", null);
        assertThat(health.status()).isEqualTo(503);
        assertThat(health.header("Content-Type")).isEqualTo("application/json");
        assertThat(health.header("Retry-After")).isEqualTo("5");
        assertThat(health.json().get("status").textValue()).isEqualTo("DOWN");
        assertThat(health.json().at("/checks/engine").textValue()).isEqualTo("not running");

        server.front().open();
        assertThat(server.get("/server/health", null).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/", "/api/v2/jobs", "/api/v10", "/api/services", "/api/v1", "/api/v1/nowhere"})
    void aPathThatIsNoneIsAProblemDocument(String path) {
        at("127.0.0.1", path).isProblem(404, "NOT_FOUND");
    }

    @Test
    void locationNamesTheHostThatWasAsked() {
        for (String host : new String[] {"localhost", "127.0.0.1", "localhost"}) {
            String base = "http://" + host + ":" + server.port() + "/api/v1";
            Answer made = server.send(HttpRequest.newBuilder(URI.create(base + "/users/bob/apikeys"))
                    .header("Authorization", "Bearer bob-token").header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"laptop\"}")));
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            assertThat(made.header("Location")).startsWith(base + "/users/bob/apikeys/");
        }
    }

    private Answer at(String host, String path) {
        return server.send(HttpRequest.newBuilder(URI.create("http://" + host + ":" + server.port() + path)));
    }
}
