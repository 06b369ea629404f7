package org.godocker.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.Violation;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobState;
import org.godocker.api.job.JobStatus;
import org.godocker.api.job.JobSubmission;
import org.godocker.api.job.Placement;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.api.job.ResourceUsage;
import org.godocker.api.job.VolumeRequest;
import org.godocker.rest.internal.fake.FakeJobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobsTest {

    private static final String EVERYTHING = """
            {"name":"n","description":"d","tags":["a","b"],"project":"p","owner":"alice","image":"debian:12",
             "script":"#!/bin/sh\\necho h\u00e9","env":{"B":"2","A":"1"},"cpus":0.5,"memory":"512MiB",
             "volumes":["home","data:rw",{"name":"x"},{"name":"y","access":"rw"}],
             "lifespan":"90m","network":false,"root":true,"executor":"docker"}""";

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyFieldReachesTheService() {
        server.post("/jobs", "alice", EVERYTHING);

        JobSubmission read = server.jobs.submissions().get(0);
        assertThat(read.tags()).containsExactly("a", "b");
        assertThat(read.env()).containsExactly(java.util.Map.entry("B", "2"), java.util.Map.entry("A", "1"));
        assertThat(read.cpus()).isEqualByComparingTo(new BigDecimal("0.5"));
        assertThat(read.memory()).isEqualTo(512L << 20);
        assertThat(read.lifespan()).isEqualTo(Duration.ofMinutes(90));
        assertThat(read.volumes()).containsExactly(new VolumeRequest("home", true), new VolumeRequest("data", false),
                new VolumeRequest("x", true), new VolumeRequest("y", false));
        assertThat(List.of(read.name(), read.description(), read.project(), read.image(), read.script(), read.executor()))
                .containsExactly("n", "d", "p", "debian:12", "#!/bin/sh\necho h\u00e9", "docker");
        assertThat(List.of(read.network(), read.root())).containsExactly(false, true);
    }

    @Test
    void whatIsLeftOutIsLeftToTheService() {
        server.post("/jobs", "alice", "{\"image\":\"i\",\"script\":\"s\",\"cpus\":null}");
        assertThat(server.jobs.submissions()).containsExactly(JobSubmission.of("i", "s"));
    }

    @Test
    void aSubmissionIsAnsweredWithTheJobAndWhereItIs() {
        Answer answer = server.post("/jobs", "alice", EVERYTHING);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).endsWith("/api/v1/jobs/1");
        JsonNode job = answer.json();
        assertThat(job.path("id").longValue()).isEqualTo(1);
        assertThat(job.path("owner").textValue()).isEqualTo("alice");
        assertThat(job.path("cpus").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(job.path("memory").longValue()).isEqualTo(512L << 20);
        assertThat(job.path("lifespan").textValue()).isEqualTo("PT1H30M");
        assertThat(job.path("volumes").get(0).toString()).isEqualTo("{\"name\":\"home\",\"access\":\"ro\"}");
        assertThat(job.path("submitted").textValue()).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(job.path("reason").path("code").textValue()).isEqualTo("QUEUED");
        assertThat(job.get("exitCode").isNull()).isTrue();
        assertThat(server.get("/jobs/1", "alice").json()).isEqualTo(job);
    }

    @Test
    void anEndedJobShowsHowItEnded() {
        Instant t = FakeJobs.SUBMITTED;
        server.jobs.add("alice", FakeJobs.spec(JobSubmission.of("i", "s")), new JobProgress(
                new JobStatus(JobState.FAILED, Reason.of(ReasonCode.EXIT_CODE, "Exit code 3"), t.plusSeconds(2)),
                Optional.empty(), 2, Optional.of(new Placement("docker", "local")), Optional.of("handle"),
                Optional.of(t.plusSeconds(1)), Optional.of(t.plusSeconds(2)), OptionalInt.of(3),
                Optional.of(new ResourceUsage(1.25, 4096))));

        Answer answer = server.get("/jobs/1", "alice");
        JsonNode job = answer.json();
        assertThat(job.path("state").textValue()).isEqualTo("FAILED");
        assertThat(job.path("exitCode").intValue()).isEqualTo(3);
        assertThat(job.path("attempt").intValue()).isEqualTo(2);
        assertThat(job.path("node").textValue()).isEqualTo("local");
        assertThat(job.path("executor").textValue()).isEqualTo("docker");
        assertThat(job.path("cpuSeconds").doubleValue()).isEqualTo(1.25);
        assertThat(job.path("memoryPeak").longValue()).isEqualTo(4096);
        assertThat(job.path("efficiency").path("cpu").doubleValue()).isEqualTo(1.25);
        assertThat(job.path("efficiency").path("memory").isNumber()).isTrue();
        assertThat(answer.text()).doesNotContain("handle");
        JsonNode step = server.get("/jobs/1/history", "alice").json().path("items").get(0);
        assertThat(step.path("state").textValue()).isEqualTo("FAILED");
        assertThat(step.path("reason").path("code").textValue()).isEqualTo("EXIT_CODE");
    }

    @Test
    void aListIsAcceptedInOneCall() {
        Answer answer = server.post("/jobs", "alice", "[{\"image\":\"a\",\"script\":\"s\"},{\"image\":\"b\",\"script\":\"s\"}]");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).endsWith("/api/v1/jobs");
        assertThat(answer.json().path("items")).extracting(j -> j.path("image").textValue()).containsExactly("a", "b");
    }

    @Test
    void fieldsAreNamedAsTheyWereSentAlsoInAListOfOne() {
        server.jobs.failWith(new InvalidRequestException("REJECTED", List.of(new Violation("memory", "fits", "at most 4GiB"))));
        server.post("/jobs", "alice", "{\"image\":\"a\",\"script\":\"s\"}").isProblem(400, "REJECTED").names("memory", "fits");
        server.post("/jobs", "alice", "[{\"image\":\"a\",\"script\":\"s\"}]").isProblem(400, "REJECTED").names("[0].memory", "fits");
    }

    @Test
    void aRepeatedKeyGivesTheSameJobAndSaysSo() {
        String job = "{\"image\":\"a\",\"script\":\"s\"}";
        Answer first = submitWithKey(job, "k-1");
        Answer second = submitWithKey(job, "k-1");
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(server.jobs.submissions()).hasSize(1);
    }

    @Test
    void keysHaveAForm() {
        for (String key : List.of("", " ", "a b", "k".repeat(201))) {
            submitWithKey("{\"image\":\"a\",\"script\":\"s\"}", key).isProblem(400, "INVALID").names("Idempotency-Key", "form");
        }
        assertThat(server.jobs.submissions()).isEmpty();
    }

    private Answer submitWithKey(String json, String key) {
        return server.send(server.request("/jobs", "alice").header("Content-Type", "application/json")
                .header("Idempotency-Key", key).POST(java.net.http.HttpRequest.BodyPublishers.ofString(json)));
    }

    @Test
    void onlyAdministratorsSubmitForOthers() {
        String forBob = "{\"image\":\"a\",\"script\":\"s\",\"owner\":\"bob\"}";
        server.post("/jobs", "alice", forBob).isProblem(403, "FORBIDDEN");
        assertThat(server.jobs.submissions()).isEmpty();
        assertThat(server.post("/jobs", "admin", forBob).json().path("owner").textValue()).isEqualTo("bob");
        assertThat(server.post("/jobs", "bob", forBob).status()).isEqualTo(201);
    }

    @Test
    void listsComeInPagesAndWithoutScripts() {
        for (int i = 0; i < 3; i++) {
            server.post("/jobs", "alice", "{\"image\":\"a\",\"script\":\"s\"}");
        }
        server.post("/jobs", "bob", "{\"image\":\"a\",\"script\":\"s\"}");

        JsonNode first = server.get("/jobs?limit=2", "alice").json();
        assertThat(first.path("items")).extracting(j -> j.path("id").intValue()).containsExactly(3, 2);
        assertThat(first.path("items").get(0).has("script")).isFalse();
        JsonNode second = server.get("/jobs?limit=2&cursor=" + first.path("next").textValue(), "alice").json();
        assertThat(second.path("items")).extracting(j -> j.path("id").intValue()).containsExactly(1);
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(server.get("/jobs", "admin").json().path("items")).hasSize(4);
        assertThat(server.get("/jobs?owner=bob", "admin").json().path("items")).hasSize(1);
        server.get("/jobs?owner=bob", "alice").isProblem(403, "FORBIDDEN");
    }

    @Test
    void everyFilterReachesTheService() {
        server.get("/jobs?state=RUNNING,PENDING&state=LOST&owner=alice&project=p&tag=t%20u&text=%C3%A9&cursor=7&limit=500", "alice");
        var query = server.jobs.lastQuery();
        assertThat(query.states()).isEqualTo(Set.of(JobState.RUNNING, JobState.PENDING, JobState.LOST));
        assertThat(query.owner()).contains("alice");
        assertThat(query.project()).contains("p");
        assertThat(query.tag()).contains("t u");
        assertThat(query.text()).contains("\u00e9");
        assertThat(query.cursor()).contains("7");
        assertThat(query.limit()).isEqualTo(500);
    }

    @Test
    void aJobIsKilledOnce() {
        Job job = server.jobs.add("alice", FakeJobs.spec(JobSubmission.of("i", "s")), JobProgress.submitted(FakeJobs.SUBMITTED));
        Answer killed = server.post("/jobs/" + job.id() + "/kill", "alice", null);
        assertThat(killed.status()).isEqualTo(200);
        assertThat(killed.json().path("state").textValue()).isEqualTo("KILLED");
        server.post("/jobs/" + job.id() + "/kill", "alice", "{}").isProblem(409, "JOB_ENDED");
    }

    @Test
    void aRunningJobIsSuspendedAndResumed() {
        JobProgress running = JobProgress.submitted(FakeJobs.SUBMITTED)
                .withStatus(new JobStatus(JobState.RUNNING, Reason.of(ReasonCode.STARTED, "Running"), FakeJobs.SUBMITTED));
        Job job = server.jobs.add("alice", FakeJobs.spec(JobSubmission.of("i", "s")), running);
        Answer suspended = server.post("/jobs/" + job.id() + "/suspend", "alice", null);
        assertThat(suspended.status()).isEqualTo(200);
        assertThat(suspended.json().path("state").textValue()).isEqualTo("SUSPENDED");
        Answer resumed = server.post("/jobs/" + job.id() + "/resume", "alice", null);
        assertThat(resumed.status()).isEqualTo(200);
        assertThat(resumed.json().path("state").textValue()).isEqualTo("RUNNING");
    }
}
