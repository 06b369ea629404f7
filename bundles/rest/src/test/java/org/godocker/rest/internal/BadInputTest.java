package org.godocker.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a request is refused by naming field and rule, and reaches no service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private final TestServer server = new TestServer();

    @AfterAll
    void stop() {
        server.close();
    }

    /** A job that is right but for one field. */
    private static Arguments job(String field, String value, String path, String rule) {
        return Arguments.of("{\"image\":\"i\",\"script\":\"s\",\"" + field + "\":" + value + "}", path, rule);
    }

    static Stream<Arguments> badJobs() {
        return Stream.of(
                job("name", "1", "name", "string"),
                job("name", "[\"a\"]", "name", "string"),
                job("description", "{}", "description", "string"),
                job("tags", "\"a\"", "tags", "array"),
                job("tags", "[\"a\",1]", "tags[1]", "string"),
                job("tags", "[null]", "tags[0]", "string"),
                job("project", "true", "project", "string"),
                job("owner", "1", "owner", "string"),
                job("env", "[]", "env", "object"),
                job("env", "{\"A\":1}", "env.A", "string"),
                job("env", "{\"A\":null}", "env.A", "string"),
                job("env", "{\"A\":\"1\",\"A\":\"2\"}", "env.A", "duplicate-field"),
                job("cpus", "\"2\"", "cpus", "number"),
                job("cpus", "true", "cpus", "number"),
                job("cpus", "1e400", "cpus", "range"),
                job("cpus", "1e-400", "cpus", "range"),
                job("cpus", "1e999999999", "cpus", "range"),
                job("cpus", "9e99999999999999999999", "cpus", "range"),
                job("memory", "9e99999999999999999999", "memory", "range"),
                job("cpus", "0.000000000000000000001", "cpus", "range"),
                job("cpus", "123456789012345678901", "cpus", "range"),
                job("cpus", "9".repeat(41), "cpus", "json-limit"),
                job("cpus", "NaN", "cpus", "json"),
                job("cpus", "Infinity", "cpus", "json"),
                job("cpus", "-", "cpus", "json"),
                job("cpus", "01", "cpus", "json"),
                job("cpus", "+1", "cpus", "json"),
                job("cpus", "0x10", "cpus", "json"),
                job("memory", "1.5", "memory", "size"),
                job("memory", "1e9", "memory", "size"),
                job("memory", "true", "memory", "size"),
                job("memory", "[1]", "memory", "size"),
                job("memory", "\"many\"", "memory", "size"),
                job("memory", "\"\"", "memory", "size"),
                job("memory", "\"-1\"", "memory", "size"),
                job("memory", "\"512 XB\"", "memory", "size"),
                job("memory", "\"9223372036854775808\"", "memory", "size"),
                job("memory", "9223372036854775808", "memory", "range"),
                job("volumes", "{}", "volumes", "array"),
                job("volumes", "[1]", "volumes[0]", "volume"),
                job("volumes", "[\"\"]", "volumes[0]", "not-empty"),
                job("volumes", "[\":ro\"]", "volumes[0]", "not-empty"),
                job("volumes", "[\"home:rwx\"]", "volumes[0]", "access"),
                job("volumes", "[\"home:\"]", "volumes[0]", "access"),
                job("volumes", "[\"home:ro:rw\"]", "volumes[0]", "access"),
                job("volumes", "[\"home\",{}]", "volumes[1].name", "required"),
                job("volumes", "[{\"name\":1}]", "volumes[0].name", "string"),
                job("volumes", "[{\"name\":\"a\",\"access\":\"x\"}]", "volumes[0].access", "access"),
                job("volumes", "[{\"name\":\"a\",\"path\":\"/\"}]", "volumes[0].path", "unknown-field"),
                job("lifespan", "1.5", "lifespan", "duration"),
                job("lifespan", "true", "lifespan", "duration"),
                job("lifespan", "0", "lifespan", "range"),
                job("lifespan", "-1", "lifespan", "range"),
                job("lifespan", "2147483648", "lifespan", "range"),
                job("lifespan", "\"soon\"", "lifespan", "duration"),
                job("lifespan", "\"0s\"", "lifespan", "duration"),
                job("lifespan", "\"-PT1H\"", "lifespan", "duration"),
                job("lifespan", "\"PT9999999999999999999H\"", "lifespan", "duration"),
                job("network", "\"true\"", "network", "boolean"),
                job("network", "1", "network", "boolean"),
                job("root", "\"\"", "root", "boolean"),
                job("executor", "[]", "executor", "string"),
                job("colour", "\"red\"", "colour", "unknown-field"),
                job("Name", "\"n\"", "Name", "unknown-field"),
                job("state", "\"RUNNING\"", "state", "read-only"),
                job("id", "1", "id", "read-only"),
                job("name", "\"a\",\"name\":\"b\"", "name", "duplicate-field"),
                job("name", "\"\\ud800\"", "name", "unicode"),
                job("name", "\"\\udc00\\ud800\"", "name", "unicode"),
                job("na\\ud800me", "\"\"", "", "unicode"),
                job("name", "\"a\tb\"", "name", "json"),
                job("name", "'a'", "name", "json"),
                job("name", "\"a\",", "name", "json"),
                job("name", "/* */ 1", "name", "json"),
                job("name", "[".repeat(30) + "]".repeat(30), "name" + "[0]".repeat(16), "json-limit"),
                job("x".repeat(1001), "1", "script", "json-limit"),
                Arguments.of("{\"script\":\"s\"}", "image", "required"),
                Arguments.of("{\"image\":\"s\"}", "script", "required"),
                Arguments.of("{\"image\":null,\"script\":\"s\"}", "image", "required"),
                Arguments.of("", "", "not-empty"),
                Arguments.of(" \n", "", "not-empty"),
                Arguments.of("null", "", "object"),
                Arguments.of("1", "", "object"),
                Arguments.of("\"job\"", "", "object"),
                Arguments.of("[]", "", "not-empty"),
                Arguments.of("[1]", "[0]", "object"),
                Arguments.of("[[]]", "[0]", "object"),
                Arguments.of("{", "", "json"),
                Arguments.of("{}}", "", "json"),
                Arguments.of("{} {}", "", "json"),
                Arguments.of("{\"image\":\"i\",\"script\":\"s\"} x", "", "json"),
                Arguments.of("{image:1}", "", "json"),
                Arguments.of("\ufeff{}", "", "json"),
                Arguments.of("[{\"image\":\"i\",\"script\":\"s\"},{\"image\":\"i\",\"script\":\"s\",\"volumes\":[{\"name\":2}]}]",
                        "[1].volumes[0].name", "string"),
                Arguments.of("[{\"image\":\"i\",\"script\":\"s\"},{\"image\":\"i\",\"script\":\"s\",\"owner\":\"bob\"}]",
                        "[1].owner", "same-owner"));
    }

    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource("badJobs")
    void aBadJobIsRefusedByFieldAndRule(String json, String field, String rule) {
        server.post("/jobs", "alice", json).isProblem(400, "INVALID").names(field, rule);
        assertThat(server.jobs.submissions()).isEmpty();
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        server.post("/jobs", "alice", "[{\"cpus\":\"2\",\"memory\":1.5,\"colour\":1},{\"image\":1,\"script\":\"s\"}]")
                .isProblem(400, "INVALID")
                .names("[0].cpus", "number").names("[0].memory", "size").names("[0].colour", "unknown-field")
                .names("[0].image", "required").names("[0].script", "required").names("[1].image", "string");
    }

    @Test
    void aLongListOfNonsenseGetsAShortAnswer() {
        Answer answer = server.post("/jobs", "alice", "[" + "1,".repeat(20_000) + "1]").isProblem(400, "INVALID");
        assertThat(answer.json().path("violations")).hasSize(100);
    }

    static Stream<byte[]> badBytes() {
        return Stream.of(
                new byte[] {'"', (byte) 0xff, '"'},
                new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xc3},
                "{\"image\":\"i\",\"script\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1),
                "\ufeff{}".getBytes(StandardCharsets.UTF_16BE));
    }

    @ParameterizedTest
    @MethodSource("badBytes")
    void onlyUtf8IsRead(byte[] body) {
        server.send(server.request("/jobs", "alice").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))).isProblem(400, "INVALID").names("", "utf-8");
    }

    static Stream<Arguments> badUsers() {
        return Stream.of(
                Arguments.of("POST", "/users", "{\"login\":\"u\",\"password\":\"p\",\"uid\":\"1\",\"gid\":1}", "uid", "integer"),
                Arguments.of("POST", "/users", "{\"login\":\"u\",\"password\":\"p\",\"uid\":1.0,\"gid\":1}", "uid", "integer"),
                Arguments.of("POST", "/users", "{\"login\":\"u\",\"password\":\"p\",\"uid\":2147483648,\"gid\":1}", "uid", "range"),
                Arguments.of("POST", "/users", "{\"login\":\"u\",\"password\":\"p\",\"uid\":1,\"gid\":1,\"groups\":[1.5]}", "groups[0]", "integer"),
                Arguments.of("POST", "/users", "{\"login\":\"u\",\"password\":\"p\",\"uid\":1,\"gid\":1,\"groups\":[4294967297]}", "groups[0]", "integer"),
                Arguments.of("POST", "/users", "{\"login\":\"u\",\"password\":\"p\",\"uid\":1,\"gid\":1,\"administrator\":\"yes\"}", "administrator", "boolean"),
                Arguments.of("POST", "/users", "{\"login\":\"u\",\"password\":\"p\",\"uid\":1,\"gid\":1,\"admin\":true}", "admin", "unknown-field"),
                Arguments.of("POST", "/users", "{\"login\":\"me\",\"password\":\"p\",\"uid\":1,\"gid\":1}", "login", "reserved"),
                Arguments.of("POST", "/users", "{\"login\":\"u\",\"password\":\"p\",\"gid\":1}", "uid", "required"),
                Arguments.of("POST", "/users", "{}", "password", "required"),
                Arguments.of("PATCH", "/users/bob", "{\"uid\":5}", "uid", "read-only"),
                Arguments.of("PATCH", "/users/bob", "{\"gid\":null}", "gid", "not-null"),
                Arguments.of("PATCH", "/users/bob", "{\"enabled\":0}", "enabled", "boolean"),
                Arguments.of("PATCH", "/users/bob", "{\"nick\":\"b\"}", "nick", "unknown-field"),
                Arguments.of("POST", "/users/admin/password", "{\"currentPassword\":\"a\"}", "newPassword", "required"),
                Arguments.of("POST", "/users/admin/password", "{\"currentPassword\":1,\"newPassword\":\"b\"}", "currentPassword", "string"),
                Arguments.of("POST", "/users/bob/apikeys", "{}", "name", "required"),
                Arguments.of("POST", "/users/bob/apikeys", "{\"name\":\"n\",\"lifetime\":30}", "lifetime", "string"),
                Arguments.of("POST", "/users/bob/apikeys", "{\"name\":\"n\",\"lifetime\":\"x\"}", "lifetime", "duration"),
                Arguments.of("POST", "/auth/token", "{\"user\":\"bob\"}", "password", "required"),
                Arguments.of("POST", "/auth/token", "{\"user\":[],\"password\":\"p\"}", "user", "string"),
                Arguments.of("POST", "/auth/token", "{\"user\":\"u\",\"password\":\"p\",\"otp\":1}", "otp", "unknown-field"),
                Arguments.of("POST", "/jobs/1/kill", "{\"signal\":9}", "", "no-body"),
                Arguments.of("POST", "/jobs/1/suspend", "{\"for\":\"1h\"}", "", "no-body"),
                Arguments.of("POST", "/jobs/1/resume", "[1]", "", "no-body"));
    }

    @ParameterizedTest(name = "{0} {1} {3}: {4}")
    @MethodSource("badUsers")
    void otherBadBodiesAreRefusedAlike(String method, String path, String json, String field, String rule) {
        server.call(method, path, "admin", json).isProblem(400, "INVALID").names(field, rule);
        assertThat(server.accounts.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"limit=0,limit,range", "limit=501,limit,range", "limit=x,limit,range", "limit=-1,limit,range",
            "limit=99999999999,limit,range", "limit=1&limit=2,limit,once", "state=running,state,state",
            "'state=RUNNING,',state,state", "colour=red,colour,unknown-parameter", "owner=,owner,not-empty",
            "owner,owner,not-empty", "text=%00,text,text", "text=%FF,text,text",
            "_method=DELETE,_method,unknown-parameter", "_wadl,_wadl,unknown-parameter"})
    void badFiltersAreRefused(String query, String field, String rule) {
        server.get("/jobs?" + query, "alice").isProblem(400, "INVALID").names(field, rule);
    }

    @ParameterizedTest
    @CsvSource({"/jobs/1/log?stream=both,stream,choice", "/jobs/1/log?follow=yes,follow,boolean",
            "/jobs/1/log?fallow=true,fallow,unknown-parameter", "/nodes?x=1,x,unknown-parameter",
            "/server/health?verbose=1,verbose,unknown-parameter"})
    void badParametersAreRefused(String path, String field, String rule) {
        server.get(path, "alice").isProblem(400, "INVALID").names(field, rule);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "01", "1.0", "1e3", "x", "9223372036854775808", "%201", "+1"})
    void whatCannotBeAJobIdIsNoJob(String id) {
        for (String path : List.of("", "/history", "/log", "/files", "/files/a")) {
            server.get("/jobs/" + id + path, "alice").isProblem(404, "NOT_FOUND");
        }
        for (String wish : List.of("/kill", "/suspend", "/resume")) {
            server.post("/jobs/" + id + wish, "alice", null).isProblem(404, "NOT_FOUND");
        }
    }

    @Test
    void tooLargeABodyIsRefusedWithAndWithoutItsLength() {
        byte[] body = ("{\"image\":\"i\",\"script\":\"" + "x".repeat(TestServer.MAX_BODY) + "\"}").getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = server.request("/jobs", "alice").header("Content-Type", "application/json");
        server.send(request.copy().POST(HttpRequest.BodyPublishers.ofByteArray(body))).isProblem(413, "BODY_TOO_LARGE");
        server.send(request.copy().POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))))
                .isProblem(413, "BODY_TOO_LARGE");
        assertThat(server.jobs.submissions()).isEmpty();
    }

    @Test
    void strangersAndSmallRequestsGetLess() {
        String json = "{\"user\":\"" + "x".repeat(64 << 10) + "\",\"password\":\"p\"}";
        server.post("/auth/token", null, json).isProblem(413, "BODY_TOO_LARGE");
        server.post("/users", "admin", json).isProblem(413, "BODY_TOO_LARGE");
        server.post("/jobs/1/kill", "alice", json).isProblem(413, "BODY_TOO_LARGE");
        assertThat(server.accounts.calls()).isEmpty();
    }

    @Test
    void aBodyWithoutATypeIsNotRead() {
        HttpRequest.Builder request = server.request("/jobs", "alice").POST(HttpRequest.BodyPublishers.ofString("{}"));
        server.send(request).isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/xml", "application/x-www-form-urlencoded", "application/json;charset=ISO-8859-1",
            "multipart/form-data"})
    void onlyJsonIsRead(String type) {
        server.send(server.request("/jobs", "alice").header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))).isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void whatFitsNoOperationIsAProblemToo() {
        server.get("/nowhere", "alice").isProblem(404, "NOT_FOUND");
        server.get("/", "alice").isProblem(404, "NOT_FOUND");
        server.get("/jobs/1/files2", "alice").isProblem(404, "NOT_FOUND");
        Answer answer = server.call("PUT", "/jobs", "alice", "{}").isProblem(405, "METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow")).contains("GET", "POST");
        server.send(server.request("/jobs", "alice").header("Accept", "text/html")).isProblem(406, "NOT_ACCEPTABLE");
    }

    @Test
    void headIsNotSupported() {
        assertThat(server.call("HEAD", "/jobs", "alice", null).status()).isEqualTo(405);
        assertThat(server.call("HEAD", "/openapi.json", null, null).status()).isEqualTo(405);
    }
}
