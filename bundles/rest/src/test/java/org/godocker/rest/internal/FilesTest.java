package org.godocker.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobSubmission;
import org.godocker.rest.internal.fake.FakeJobs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesTest {

    private final TestServer server = new TestServer();

    @BeforeAll
    void aJob() {
        server.jobs.add("alice", FakeJobs.spec(JobSubmission.of("i", "s")), JobProgress.submitted(FakeJobs.SUBMITTED));
    }

    @BeforeEach
    void nothingAsked() {
        server.files.asked().clear();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aMissingFileIsNotCalledADirectory() {
        assertThat(server.get("/jobs/1/files/none", "alice").isProblem(404, "NOT_FOUND").json().get("detail").textValue())
                .isEqualTo("there is no such file");
        assertThat(server.get("/jobs/1/files/none/", "alice").isProblem(404, "NOT_FOUND").json().get("detail").textValue())
                .isEqualTo("there is no such file or directory");
    }

    @Test
    void directoriesAreListed() {
        for (String path : new String[] {"/jobs/1/files", "/jobs/1/files/"}) {
            assertThat(server.get(path, "alice").json().path("items")).extracting(e -> e.path("name").textValue())
                    .contains("dir", "god.err", "god.log");
        }
        for (String path : new String[] {"/jobs/1/files/dir", "/jobs/1/files/dir/"}) {
            Answer answer = server.get(path, "alice");
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
            assertThat(answer.json().path("items").get(1).toString())
                    .isEqualTo("{\"name\":\"page.html\",\"kind\":\"FILE\",\"size\":25,\"modified\":\"1970-01-01T00:00:00Z\"}");
        }
    }

    @Test
    void filesAreToBeStoredAndNeverShown() {
        Answer page = server.get("/jobs/1/files/dir/page.html", "alice");
        assertThat(page.text()).isEqualTo("<script>alert(1)</script>");
        assertThat(page.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(page.header("Content-Disposition")).isEqualTo("attachment; filename=\"page.html\"; filename*=UTF-8''page.html");
        assertThat(page.header("Content-Length")).isEqualTo("25");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");

        Answer log = server.get("/jobs/1/files/god.log", "alice");
        assertThat(log.header("Content-Type")).isEqualToIgnoringCase("text/plain;charset=UTF-8");
        assertThat(log.header("Content-Disposition")).startsWith("attachment");
    }

    @Test
    void namesMayHoldAlmostAnything() {
        Answer answer = server.get("/jobs/1/files/dir/a%20b%C3%A9%22%25.txt", "alice");
        assertThat(answer.text()).isEqualTo("named");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"a_b___.txt\"; filename*=UTF-8''a%20b%C3%A9%22%25.txt");
    }

    @Test
    void aFileGrowsAndTheAnswerStaysWhatItSaid() {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        server.files.put("big", content);
        server.files.sizeError(-1000);
        try {
            assertThat(server.get("/jobs/1/files/big", "alice").response().body()).hasSize(299_000).isEqualTo(Arrays.copyOf(content, 299_000));
        } finally {
            server.files.sizeError(0);
        }
    }

    @Test
    void aFileThatShrinksBreaksTheAnswerOff() throws Exception {
        server.files.put("big", new byte[300_000]);
        server.files.sizeError(1000);
        try {
            HttpResponse<InputStream> response = server.client().send(server.request("/jobs/1/files/big", "alice").build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThatThrownBy(() -> response.body().readAllBytes()).isInstanceOf(IOException.class);
        } finally {
            server.files.sizeError(0);
        }
    }

    /** As they stand on the wire: a client library would tidy them up. */
    @ParameterizedTest
    @ValueSource(strings = {"..", "../", "../../etc/passwd", "dir/../../x", "./god.log", "dir/./page.html", "dir//page.html",
            "//etc/passwd", "/etc/passwd", "%2e%2e", "%2E%2e/x", "dir/%2e%2e/god.log", ".%2e/x", "dir%2fpage.html",
            "dir%2Fpage.html", "..%2f..%2fetc%2fpasswd", "%252e%252e", "%252e%252e%252fetc", "..%252f", "%00", "god.log%00",
            "god.log%00.txt", "dir%5cpage.html", "..%5c..%5cx", "dir\\page.html", "%0a", "god.log%0d%0aX:1", "%7f", "%c0%ae%c0%ae/x",
            "%c0%af", "%ff", "%", "%2", "%zz", "%u002e", "..;/x", "..;x=y/god.log", ";/god.log", "%2e%2e;a/b", "dir/..",
            "a?b=%zz", "a#b", "a[b", "a|b", "none", "god.log/", "god.log/x", "~root", "%25%32%65"})
    void nothingOutsideIsEverAskedFor(String path) throws IOException {
        String answer = raw("GET /api/v1/jobs/1/files/" + path + " HTTP/1.1");
        int status = Integer.parseInt(answer.substring(9, 12));
        boolean tidiedUp = status == 200;
        if (tidiedUp) {
            // The web server resolved the dots itself; what came of it is inside, or another path of the interface.
            assertThat(path).matches("(\\./|dir/\\./|dir/%2e%2e/|dir/\\.\\.|\\.\\.|;/|dir//|/).*");
        } else {
            assertThat(status).as(answer).isBetween(400, 499);
        }
        assertThat(answer).doesNotContain("root:");
        assertThat(server.files.asked()).allMatch(asked -> asked.matches("(list|open) ((a|dir|etc|god\\.log|none|~root|\\.\\.;.*|%2e%2e.*|\\.\\.%2f|%2e)(/[a-z.]+)?)?"), "inside");
        assertThat(server.files.asked()).noneMatch(asked -> asked.matches(".* (.*/)?\\.\\.?(/.*)?"));
    }

    private String raw(String requestLine) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write((requestLine + "\r\nHost: localhost\r\nAuthorization: Bearer alice-token\r\n"
                    + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dir\\page.html", "%u002e", "a[b", "a|b", "a?b=%zz", "a?b=\"c\"", "a?b=%"})
    void whatIsNoAddressIsAProblemLikeAnyOther(String path) throws IOException {
        String answer = raw("GET /api/v1/jobs/1/files/" + path + " HTTP/1.1");
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json", "\"code\":\"BAD_ADDRESS\"", "nosniff");
    }

    @Test
    void logsAreTextAndKeptApart() {
        Answer out = server.get("/jobs/1/log", "alice");
        assertThat(out.text()).isEqualTo("out\n");
        assertThat(out.header("Content-Type")).isEqualToIgnoringCase("text/plain;charset=UTF-8");
        assertThat(server.get("/jobs/1/log?stream=stdout&follow=false", "alice").text()).isEqualTo("out\n");
        assertThat(server.get("/jobs/1/log?stream=stderr", "alice").text()).isEqualTo("err\n");
    }
}
