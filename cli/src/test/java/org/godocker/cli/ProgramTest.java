package org.godocker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.godocker.cli.command.Program;
import org.godocker.cli.json.Json;
import org.godocker.cli.terminal.Surroundings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

    private static final String TOKEN = "very-secret-token";
    private static final String JOB = "{\"id\":7,\"name\":\"n\",\"owner\":\"ann\",\"state\":\"%s\",\"exitCode\":%s,\"reason\":{\"message\":\"why\"}}";

    @TempDir
    private Path home;
    private FakeServer server;
    private final Map<String, String> env = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        env.putAll(Map.of("HOME", home.toString(), "GODOCKER_URL", server.url(), "GODOCKER_TOKEN", TOKEN));
    }

    @AfterEach
    void noTokenWasPrinted() {
        server.close();
        assertThat(out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8)).doesNotContain(TOKEN);
    }

    private int run(String input, String... args) {
        out.reset();
        err.reset();
        return Program.run(new Surroundings(env, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), Set.of()), args);
    }

    private Path configuration() {
        return home.resolve(".config/godocker/config");
    }

    @Test
    void loginKeepsTheTokenForItsOwnerOnlyAndLaterCommandsUseIt() throws IOException {
        env.remove("GODOCKER_TOKEN");
        env.remove("GODOCKER_URL");
        server.answer("POST /auth/token", 200, "{\"token\":\"" + TOKEN + "\",\"expires\":\"2026-01-02T00:00:00Z\"}")
                .answer("GET /jobs?limit=50", 200, "{\"items\":[" + JOB.formatted("RUNNING", "null") + "],\"next\":null}");

        assertThat(run("pass word\n", "login", "--url", server.url(), "--user", "ann")).isZero();
        assertThat(Json.parse(server.requests.get(0).body()).at("password").shown()).isEqualTo("pass word");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(configuration()))).isEqualTo("rw-------");
        assertThat(run("", "job", "list")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("RUNNING", "ann").doesNotContain("\u001b");
        assertThat(server.requests.get(1).headers()).containsEntry("authorization", "Bearer " + TOKEN);

        Files.setPosixFilePermissions(configuration(), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(run("", "job", "list")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("chmod 600").hasLineCount(1);
    }

    @Test
    void aStoredTokenGoesToNoOtherServer() throws IOException {
        Files.createDirectories(configuration().getParent());
        Files.writeString(configuration(), "url = http://127.0.0.1:1\ntoken = " + TOKEN + "\n");
        Files.setPosixFilePermissions(configuration(), PosixFilePermissions.fromString("rw-------"));
        env.remove("GODOCKER_TOKEN");

        assertThat(run("", "job", "list")).isEqualTo(4);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("godocker login").hasLineCount(1);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void optionsOfTheScriptAreReadAndTheCommandLineWins() {
        server.answer("POST /jobs", 201, JOB.formatted("PENDING", "null"));
        String script = "#!/bin/sh\n#GODOCKER --image a:1 --memory 4G\n#GODOCKER -e A=1 -e \"B=two words\" --tag x\necho\n#GODOCKER --cpus 9\n";

        assertThat(run(script, "job", "submit", "-m", "1G", "-e", "A=2")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).strip()).isEqualTo("7");
        FakeServer.Request request = server.requests.get(0);
        Json body = Json.parse(request.body());
        assertThat(body.at("image").shown()).isEqualTo("a:1");
        assertThat(body.at("memory").shown()).isEqualTo("1G");
        assertThat(body.at("env").raw()).isEqualTo(Map.of("A", "2", "B", "two words"));
        assertThat(body.at("cpus").isNull()).isTrue();
        assertThat(body.at("script").shown()).isEqualTo(script);
        assertThat(request.headers().get("idempotency-key")).matches("[!-~]{1,200}");
    }

    @Test
    void submitAndWaitShowsBothOutputsAndEndsWithTheJobsExitCode() {
        server.answer("POST /jobs", 201, JOB.formatted("PENDING", "null")).answer("GET /jobs/7", 200, JOB.formatted("FAILED", "42"))
                .answer("GET /jobs/7/log?follow=true&stream=stdout", 200, "to out\n")
                .answer("GET /jobs/7/log?follow=true&stream=stderr", 200, "to err\n");

        assertThat(run("true\n", "job", "submit", "-i", "a:1", "--wait")).isEqualTo(42);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("to out\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("to err", "job 7 FAILED: why");
        assertThat(run("", "job", "wait", "7")).isEqualTo(42);
        server.answer("GET /jobs/7", 200, JOB.formatted("KILLED", "null"));
        assertThat(run("", "job", "wait", "7")).isEqualTo(125);
    }

    @Test
    void eachFailureIsOneLineAndHasItsExitCode() {
        server.answer("GET /jobs/7", 401, "{\"detail\":\"the token has expired\"}")
                .answer("POST /jobs/7/kill", 409, "{\"detail\":\"job 7 has ended\"}").answer("GET /jobs/8", 200, "<html>");
        assertFailure(4, "godocker login", "job", "show", "7");
        assertFailure(1, "job 7 has ended", "job", "kill", "7");
        assertFailure(1, "there is no", "job", "log", "9");
        assertFailure(3, "does not answer as a go-docker server", "job", "show", "8");
        assertFailure(2, "--help", "job", "show", "x");
        assertFailure(2, "--help", "job", "submit", "--nonsense");
        assertFailure(2, "#GODOCKER lines", "job", "submit");
        env.put("GODOCKER_URL", "http://127.0.0.1:1");
        assertFailure(3, "is the server running", "job", "show", "7");
    }

    private void assertFailure(int code, String part, String... args) {
        assertThat(run("#GODOCKER --cpus lots\n", args)).isEqualTo(code);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(part).hasLineCount(1);
    }

    @Test
    void getDownloadsAFileAndReplacesNoneUnasked() throws IOException {
        server.answer("GET /jobs/7/files/out/a%20b", 200, "content").answer("GET /jobs/7/files/out", 200, "{\"items\":[]}");
        Path target = home.resolve("copy");

        assertThat(run("", "job", "get", "7", "out/a b", "-o", target.toString())).isZero();
        assertThat(target).hasContent("content");
        assertThat(run("", "job", "get", "7", "out/a b", "-o", target.toString())).isEqualTo(1);
        assertThat(run("", "job", "get", "7", "out/a b", "-o", target.toString(), "--force")).isZero();
        assertThat(run("", "job", "get", "7", "out", "-o", "-")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("is a directory");
    }

    @Test
    void controlCharactersOfOthersDoNotReachTheTerminal() {
        server.answer("GET /jobs?limit=50", 200, "{\"items\":[{\"id\":1,\"name\":\"a\\u001b[2Jb\"}],\"next\":null}");
        assertThat(run("", "job", "list")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("a?[2Jb");
    }
}
