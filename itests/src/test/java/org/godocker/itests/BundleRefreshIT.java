package org.godocker.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.godocker.itests.support.Api;
import org.godocker.itests.support.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Bundles are refreshed in the running server, as the installation of any feature may bring about: all of it comes back.
 * While something is away, callers are told so.
 */
class BundleRefreshIT {

    private static Server server;
    private static Api administrator;
    private static Api user;

    @BeforeAll
    static void start() {
        server = Server.unpack("bundle-refresh").start();
        administrator = server.administrator();
        user = administrator.newUser("fresh", 12347);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everythingComesBackAfterARefresh() {
        List<String> commands = List.of(
                "bundle:refresh org.godocker.store.jpa",
                "bundle:refresh org.godocker.engine",
                "bundle:refresh org.apache.openjpa",
                "bundle:refresh org.godocker.engine org.godocker.store.jpa",
                // Brings a driver that OpenJPA wires itself to.
                "feature:install postgresql",
                "bundle:refresh org.apache.commons.commons-pool2",
                "bundle:refresh org.godocker.api");
        for (String command : commands) {
            String before = administrator.get("/server").expect(200).json().get("started").asText();
            long earlier = user.submitScript("echo earlier");
            user.awaitEnd(earlier);
            server.shell(command);
            Awaitility.await("another life of the engine after " + command).atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200)).ignoreException(UncheckedIOException.class)
                    .until(() -> isAnother(before));
            Awaitility.await("health after " + command).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200))
                    .until(() -> administrator.get("/server/health").body().contains("\"UP\""));
            assertThat(user.log(earlier)).as(command).isEqualTo("earlier\n");
            long later = user.submitScript("echo later");
            assertThat(user.awaitEnd(later).get("state").asText()).as(command).isEqualTo("SUCCEEDED");
        }
        assertThat(server.log()).doesNotContain("Service factory returned null", "Unable to get service for reference");
    }

    @Test
    void callersAreToldWhatIsMissing() throws IOException {
        server.shell("bundle:stop org.godocker.engine");
        awaitDown("data source is there");
        server.shell("bundle:start org.godocker.engine");
        awaitUp();

        Path configuration = server.folder().resolve("etc/org.ops4j.datasource-godocker.cfg");
        Path away = server.folder().resolve("datasource-away");
        Files.move(configuration, away);
        awaitDown("no data source");
        Files.move(away, configuration);
        awaitUp();

        Api.Answer nowhere = administrator.send(HttpRequest.newBuilder(URI.create(server.url() + "/api/v2/jobs"))).expect(404);
        assertThat(nowhere.json().get("code").asText()).isEqualTo("NOT_FOUND");
    }

    private static void awaitDown(String database) {
        Awaitility.await("health says " + database).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200))
                .until(() -> administrator.get("/server/health").json().at("/checks/database").asText().equals(database));
        Api.Answer health = administrator.get("/server/health").expect(503);
        assertThat(health.json().get("status").asText()).isEqualTo("DOWN");
        assertThat(health.json().at("/checks/engine").asText()).isEqualTo("not running");
        Api.Answer jobs = user.get("/jobs").expect(503);
        assertThat(jobs.headers()).containsEntry("content-type", "application/problem+json").containsKey("retry-after");
        assertThat(jobs.json().get("code").asText()).isEqualTo("NOT_READY");
    }

    private static void awaitUp() {
        Awaitility.await("health").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200))
                .until(() -> administrator.get("/server/health").body().contains("\"UP\""));
        user.get("/jobs").expect(200);
    }

    private static boolean isAnother(String before) {
        Api.Answer answer = administrator.get("/server");
        return answer.status() == 200 && !answer.json().get("started").asText().equals(before);
    }
}
