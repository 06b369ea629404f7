package org.godocker.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobSubmission;
import org.godocker.rest.internal.fake.FakeJobs;
import org.godocker.rest.internal.fake.LiveOutput;
import org.godocker.rest.internal.fake.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Output is sent as it comes, and nobody who has left keeps a thread for long. */
@Timeout(60)
class FollowTest {

    private static final String FOLLOW = "/jobs/1/log?follow=true";

    private final MovableClock clock = new MovableClock();
    private final TestServer server = new TestServer(clock);
    private final LiveOutput live = server.files.live();

    @BeforeEach
    void aJob() {
        server.jobs.add("alice", FakeJobs.spec(JobSubmission.of("i", "s")), JobProgress.submitted(FakeJobs.SUBMITTED));
    }

    @AfterEach
    void stop() {
        live.end();
        server.close();
    }

    private InputStream follow(String who) throws Exception {
        HttpResponse<InputStream> response = server.client().send(server.request(FOLLOW, who).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).isEqualToIgnoringCase("text/plain;charset=UTF-8");
        return response.body();
    }

    @Test
    void outputArrivesWhileTheJobGoesOn() throws Exception {
        InputStream in = follow("alice");
        live.write("one\n");
        assertThat(new String(in.readNBytes(4), StandardCharsets.UTF_8)).isEqualTo("one\n");
        live.write("tw\u00f6\n");
        assertThat(new String(in.readNBytes(5), StandardCharsets.UTF_8)).isEqualTo("tw\u00f6\n");
        live.write("three\n");
        live.end();
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("three\n");
        await().until(() -> live.readers() == 0);
    }

    @Test
    void aSilentJobIsFollowedPastTheIdleTimeOfTheConnection() throws Exception {
        InputStream in = follow("alice");
        long begin = System.nanoTime();
        // The server of the tests drops idle connections after a second.
        await().pollInterval(Duration.ofMillis(100)).until(() -> System.nanoTime() - begin > Duration.ofMillis(2500).toNanos());
        live.write("late\n");
        assertThat(new String(in.readNBytes(5), StandardCharsets.UTF_8)).isEqualTo("late\n");
    }

    @Test
    void aClientThatIsGoneIsNoticedWithTheNextOutput() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(("GET /api/v1" + FOLLOW + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "Authorization: Bearer alice-token\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            assertThat(live.readers()).isEqualTo(1);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            live.write("more\n");
            return live.readers() == 0;
        });
    }

    @Test
    void aUserHasOnlySoManyPlaces() throws Exception {
        List<InputStream> open = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            open.add(follow("alice"));
        }
        Answer refused = server.get(FOLLOW, "alice").isProblem(429, "TOO_MANY_FOLLOWERS");
        assertThat(refused.header("Retry-After")).isEqualTo("10");
        open.add(follow("admin"));
        server.get(FOLLOW, "admin").isProblem(429, "TOO_MANY_FOLLOWERS");
        assertThat(server.get("/jobs/1/log", "alice").status()).isEqualTo(200);

        live.end();
        await().until(() -> live.readers() == 0);
        assertThat(server.get(FOLLOW, "alice").status()).isEqualTo(200);
    }

    @Test
    void theOneSilentTheLongestMakesRoom() throws Exception {
        InputStream first = follow("alice");
        clock.advance(Duration.ofSeconds(30));
        InputStream second = follow("alice");
        follow("alice");
        clock.advance(Duration.ofSeconds(40));

        InputStream fourth = follow("alice");
        assertThatThrownBy(first::readAllBytes).isInstanceOf(IOException.class);
        live.write("x");
        assertThat(second.read()).isEqualTo('x');
        assertThat(fourth.read()).isEqualTo('x');
        await().until(() -> live.readers() == 3);
    }

    @Test
    void aJobThatIsNotThereTakesNoPlace() {
        for (int i = 0; i < 10; i++) {
            server.get("/jobs/99/log?follow=true", "alice").isProblem(404, "NOT_FOUND");
            server.get(FOLLOW, "bob").isProblem(404, "NOT_FOUND");
        }
    }
}
