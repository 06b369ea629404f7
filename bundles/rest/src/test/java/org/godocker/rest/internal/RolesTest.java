package org.godocker.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.ws.rs.HttpMethod;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobSubmission;
import org.godocker.rest.internal.fake.FakeJobs;
import org.godocker.rest.internal.http.Access;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what. */
class RolesTest {

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    /** Columns: nobody, alice whose things they are, bob who is another user, admin. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /jobs                     | {"image":"i","script":"s"}                 | 401 201 201 201
            POST   | /jobs                     | {"image":"i","script":"s","owner":"alice"} | 401 201 403 201
            GET    | /jobs                     |                                            | 401 200 200 200
            GET    | /jobs?owner=alice         |                                            | 401 200 403 200
            GET    | /jobs/1                   |                                            | 401 200 404 200
            GET    | /jobs/99                  |                                            | 401 404 404 404
            POST   | /jobs/1/kill              |                                            | 401 200 404 200
            POST   | /jobs/1/suspend           |                                            | 401 409 404 409
            POST   | /jobs/1/resume            |                                            | 401 409 404 409
            GET    | /jobs/1/history           |                                            | 401 200 404 200
            GET    | /jobs/1/log               |                                            | 401 200 404 200
            GET    | /jobs/1/log?stream=stderr |                                            | 401 200 404 200
            GET    | /jobs/1/files             |                                            | 401 200 404 200
            GET    | /jobs/1/files/god.log     |                                            | 401 200 404 200
            GET    | /jobs/1/files/none        |                                            | 401 404 404 404
            POST   | /auth/token               | {"user":"alice","password":"secret of alice"} | 200 200 200 200
            POST   | /auth/token               | {"user":"alice","password":"wrong"}        | 401 401 401 401
            DELETE | /auth/token               |                                            | 401 204 204 204
            GET    | /users                    |                                            | 401 403 403 200
            POST   | /users                    | {"login":"eve","password":"p","uid":9,"gid":9} | 401 403 403 201
            GET    | /users/me                 |                                            | 401 200 200 200
            GET    | /users/alice              |                                            | 401 200 404 200
            GET    | /users/nobody             |                                            | 401 404 404 404
            PATCH  | /users/alice              | {"administrator":true}                     | 401 403 403 200
            DELETE | /users/alice              |                                            | 401 403 403 204
            POST   | /users/alice/password     | {"currentPassword":"a","newPassword":"b"}  | 401 204 404 403
            GET    | /users/alice/apikeys      |                                            | 401 200 404 200
            POST   | /users/alice/apikeys      | {"name":"laptop"}                          | 401 201 404 201
            DELETE | /users/alice/apikeys/k1   |                                            | 401 204 404 204
            GET    | /nodes                    |                                            | 401 200 200 200
            GET    | /plugins                  |                                            | 401 200 200 200
            GET    | /server                   |                                            | 401 200 200 200
            GET    | /server/health            |                                            | 200 200 200 200
            GET    | /openapi.json             |                                            | 200 200 200 200
            """)
    void everybodyGetsWhatIsHis(String method, String path, String body, String statuses) {
        List<String> callers = Arrays.asList(null, "alice", "bob", "admin");
        for (int i = 0; i < callers.size(); i++) {
            try (TestServer fresh = new TestServer()) {
                fresh.jobs.add("alice", FakeJobs.spec(JobSubmission.of("i", "s")), JobProgress.submitted(FakeJobs.SUBMITTED));
                Answer answer = fresh.call(method, path, callers.get(i), body);
                int expected = Integer.parseInt(statuses.split(" ")[i]);
                assertThat(answer.status()).as("%s: %s", callers.get(i), answer.text()).isEqualTo(expected);
                if (expected >= 400) {
                    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
                    assertThat(fresh.jobs.submissions()).isEmpty();
                    assertThat(fresh.accounts.calls()).allMatch(call -> call.startsWith("login "));
                }
                if (expected == 401) {
                    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
                }
            }
        }
    }

    @Test
    void everyOperationSaysWhoMayCallIt() {
        List<Method> operations = RestEndpoint.RESOURCES.stream().flatMap(c -> Stream.of(c.getDeclaredMethods()))
                .filter(m -> Arrays.stream(m.getAnnotations()).anyMatch(a -> a.annotationType().isAnnotationPresent(HttpMethod.class)))
                .toList();
        assertThat(operations).hasSizeGreaterThan(20).allMatch(m -> m.isAnnotationPresent(Access.class));
        assertThat(operations).filteredOn(m -> m.getAnnotation(Access.class).value() == Access.Level.EVERYBODY)
                .extracting(m -> m.getDeclaringClass().getSimpleName() + "." + m.getName())
                .containsExactlyInAnyOrder("AuthResource.login", "ServerResource.health", "OpenApiResource.document");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer a b", "Basic YWxpY2U6eA==", "alice-token", "Token alice-token",
            "Bearer alice-token, Bearer admin-token", "Bearer \"alice-token\"", "Bearer unknown", ""})
    void whatIsNoKnownTokenIsNoLogin(String header) {
        server.send(server.request("/jobs", null).header("Authorization", header)).isProblem(401, "UNAUTHENTICATED");
    }

    @Test
    void twoLoginsAreNone() {
        server.send(server.request("/jobs", "alice").header("Authorization", "Bearer admin-token")).isProblem(401, "UNAUTHENTICATED");
        server.send(server.request("/jobs", null).header("Authorization", "Bearer " + "x".repeat(513))).isProblem(401, "UNAUTHENTICATED");
    }

    @Test
    void theSchemeMayBeWrittenAnyWay() {
        for (String scheme : List.of("bearer", "BEARER", "BeArEr", "Bearer ")) {
            assertThat(server.send(server.request("/jobs", null).header("Authorization", scheme + " alice-token")).status()).isEqualTo(200);
        }
    }

    @Test
    void theMethodCannotBeExchangedOnTheWay() {
        server.send(server.request("/users/alice", "alice").header("X-HTTP-Method-Override", "DELETE").GET());
        server.send(server.request("/users/bob", "alice").header("X-HTTP-Method-Override", "DELETE").GET());
        assertThat(server.accounts.calls()).isEmpty();
    }

    @Test
    void problemsOfPluginsAreForAdministrators() {
        assertThat(server.get("/plugins", "alice").text()).doesNotContain("problems", "engineProblems", "not installed", "max-wait");
        Answer answer = server.get("/plugins", "admin");
        assertThat(answer.json().path("items").get(1).path("problems").get(0).textValue()).isEqualTo("not installed");
        assertThat(answer.json().path("engineProblems").get(0).textValue()).startsWith("max-wait");
    }
}
