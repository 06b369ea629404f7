package org.godocker.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.godocker.itests.support.Api;
import org.godocker.itests.support.RawHttp;
import org.godocker.itests.support.Server;
import org.godocker.itests.support.SharedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A job cannot make the server read anything for it but regular files of its own workspace. */
@ExtendWith(SharedServer.class)
class WorkspaceLinksIT {

    private static final int UID = 22345;
    private static final Duration RACE = Duration.ofSeconds(4);
    private static final String SECRET = "SECRET-" + UUID.randomUUID();

    private static Server server;
    private static Api mallory;
    private static Api victim;
    private static Path secrets;

    @BeforeAll
    static void prepare() throws IOException {
        server = SharedServer.get();
        Api administrator = server.administrator();
        mallory = administrator.newUser("mallory", UID);
        victim = administrator.newUser("victim", UID + 1);
        secrets = Files.createTempDirectory("godocker-itest-secrets");
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rwxr-xr-x"));
        secret("root-only", 0, "rw-------");
        // Nothing but the refusal to follow links keeps this one: its owner is the right one.
        secret("own", UID, "rw-------");
    }

    private static void secret(String name, int uid, String permissions) throws IOException {
        Path file = Files.writeString(secrets.resolve(name), SECRET + "\n");
        Files.setAttribute(file, "unix:uid", uid);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @AfterAll
    static void cleanUp() throws IOException {
        try (Stream<Path> files = Files.list(secrets)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(secrets);
    }

    private static Path workspace(long id) {
        Path directory = server.folder().resolve("var/workspaces");
        String digits = Long.toString(id);
        for (int i = 0; i < digits.length(); i += 2) {
            directory = directory.resolve(digits.substring(i, Math.min(i + 2, digits.length())));
        }
        return directory.resolve("job");
    }

    private static void refused(long id, String... paths) {
        for (String path : paths) {
            Api.Answer answer = mallory.get("/jobs/" + id + path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertSecretless(path, answer.body());
        }
    }

    private static void assertSecretless(String what, String text) {
        assertThat(text).as(what).doesNotContain(SECRET).doesNotContain("root:").doesNotContain("PRIVATE-OF-VICTIM");
    }

    @Test
    void linksOutOfTheWorkspaceLeadNowhere() throws IOException {
        long theirs = victim.submitScript("echo PRIVATE-OF-VICTIM > private.txt; echo PRIVATE-OF-VICTIM");
        victim.awaitEnd(theirs);
        assertThat(victim.get("/jobs/" + theirs + "/files/private.txt").expect(200).body()).isEqualTo("PRIVATE-OF-VICTIM\n");

        long id = mallory.submitScript(String.join("\n",
                "mkdir -p deep/er; echo mine > mine.txt; echo mine > deep/er/mine.txt; ln mine.txt second-name.txt",
                "ln -s /etc/shadow shadow; ln -s /etc etc; ln -s / root; ln -s /etc/shadow deep/er/shadow; ln -s /etc deep/er/etc",
                "ln -s ../../../../../../../../../../../../../etc/shadow climbing",
                "ln -s " + secrets + "/own own; ln -s " + secrets + " secrets; ln -s " + secrets + "/root-only root-only",
                "ln -s " + workspace(theirs) + " theirs; ln -s " + workspace(theirs) + "/private.txt private.txt",
                "ln -s shadow twice; ln -s deep inner; ln -s mine.txt inner.txt",
                "ln -s /proc/self/environ environ; ln -s /proc/self/root/etc/shadow proc-shadow; ln -s /proc/self/cwd cwd; ln -s /proc/1/root proc-root",
                "ln -s /dev/zero zero; mkfifo pipe; mkfifo deep/pipe",
                "ln -s /etc/shadow job-is-next; true"));
        assertThat(mallory.awaitEnd(id).get("state").asText()).isEqualTo("SUCCEEDED");
        // What only somebody on the machine itself can do: second names of files of others.
        Files.createLink(workspace(id).resolve("hard-root-only"), server.folder().resolve("etc/users.properties"));
        Files.createLink(workspace(id).resolve("hard-private"), workspace(theirs).resolve("private.txt"));

        refused(id, "/files/shadow", "/files/etc/shadow", "/files/etc/passwd", "/files/etc", "/files/etc/", "/files/root/etc/shadow", "/files/root/",
                "/files/deep/er/shadow", "/files/deep/er/etc/shadow", "/files/deep/er/etc/", "/files/climbing",
                "/files/own", "/files/secrets/own", "/files/secrets/", "/files/root-only", "/files/secrets/root-only",
                "/files/theirs/private.txt", "/files/theirs", "/files/private.txt", "/files/twice",
                "/files/inner/er/mine.txt", "/files/inner/", "/files/inner.txt",
                "/files/environ", "/files/proc-shadow", "/files/cwd/god.log", "/files/cwd/", "/files/proc-root/etc/passwd",
                "/files/zero", "/files/pipe", "/files/deep/pipe", "/files/hard-root-only", "/files/hard-private");
        assertThat(mallory.get("/jobs/" + id + "/files/mine.txt").expect(200).body()).isEqualTo("mine\n");
        assertThat(mallory.get("/jobs/" + id + "/files/second-name.txt").expect(200).body()).isEqualTo("mine\n");
        assertThat(mallory.get("/jobs/" + id + "/files/deep/er/mine.txt").expect(200).body()).isEqualTo("mine\n");

        String list = mallory.get("/jobs/" + id + "/files").expect(200).body();
        assertThat(list).contains("shadow", "pipe").doesNotContain(secrets.toString()).doesNotContain("/etc/shadow");
        assertSecretless("list", list);
    }

    @Test
    void anOutputThatIsALinkIsNotServed() {
        long ended = mallory.submitScript("rm god.log god.err; ln -s /etc/shadow god.log; ln -s " + secrets + "/own god.err");
        mallory.awaitEnd(ended);
        refused(ended, "/log?stream=stdout", "/log?stream=stderr", "/log?follow=true", "/files/god.log", "/files/god.err");

        long running = mallory.submitScript("mkfifo p; mv p god.err; ln -s " + secrets + "/own l; mv l god.log; touch ready; sleep 300");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> mallory.get("/jobs/" + running + "/files/ready").status() == 200);
        refused(running, "/log?stream=stdout", "/log?stream=stderr", "/log?follow=true", "/log?follow=true&stream=stderr", "/files/god.log");
        mallory.post("/jobs/" + running + "/kill", null).expect(200);
        mallory.awaitEnd(running);
        refused(running, "/log?stream=stdout", "/files/god.log");
    }

    @Test
    void swappingFileAndLinkWhileTheyAreReadYieldsNothing() throws Exception {
        long id = mallory.submit(java.util.Map.of("cpus", 0.5, "script", String.join("\n",
                "mkdir d; echo mine > d/own",
                "(while :; do ln -s " + secrets + " l2; mv d real; mv l2 d; rm d; mv real d; done) 2>/dev/null &",
                "(while :; do ln -s " + secrets + "/own l1; mv -f l1 file; echo mine > f1; mv -f f1 file; done) 2>/dev/null &",
                "while :; do ln -s " + secrets + "/own l3; mv -f l3 god.log; echo mine > f3; mv -f f3 god.log; done 2>/dev/null")));
        mallory.await(id, "RUNNING");
        ExecutorService readers = Executors.newFixedThreadPool(6);
        try {
            List<Swapped> targets = List.of(new Swapped("/files/file"), new Swapped("/files/d/own"), new Swapped("/log?stream=stdout"),
                    new Swapped("/files/file"), new Swapped("/files/d/own"), new Swapped("/files/d"));
            long end = System.nanoTime() + RACE.toNanos();
            List<Future<Void>> reading = targets.stream().map(t -> readers.submit(t.readUntil(id, end))).toList();
            for (Future<Void> reader : reading) {
                finish(reader);
            }
            assertThat(targets).allSatisfy(t -> {
                assertThat(t.served.get()).as("times %s was served while it was a file", t.path).isPositive();
                assertThat(t.refused.get()).as("times %s was refused while it was a link", t.path).isPositive();
            });
        } finally {
            readers.shutdownNow();
            mallory.post("/jobs/" + id + "/kill", null);
        }
        mallory.awaitEnd(id);
    }

    private static void finish(Future<Void> reader) throws InterruptedException {
        try {
            reader.get();
        } catch (ExecutionException e) {
            fail("reading ended wrongly", e.getCause());
        }
    }

    /** What the job swaps, and how often each kind of answer came. */
    private static final class Swapped {

        private final String path;
        private final AtomicInteger served = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();

        Swapped(String path) {
            this.path = path;
        }

        /** Reads for the time given, and on until both kinds of answers have come, within reason. */
        Callable<Void> readUntil(long id, long end) {
            return () -> {
                long atLast = end + Duration.ofSeconds(20).toNanos();
                while (System.nanoTime() < end || (served.get() == 0 || refused.get() == 0) && System.nanoTime() < atLast) {
                    Api.Answer answer = mallory.get("/jobs/" + id + path);
                    assertThat(answer.body()).doesNotContain(SECRET).doesNotContain("root-only");
                    assertThat(answer.status()).as(answer.body()).isIn(200, 404);
                    (answer.status() == 200 ? served : refused).incrementAndGet();
                }
                return null;
            };
        }
    }

    @Test
    void climbingOutByTheAddressIsRefused() {
        long id = mallory.submitScript("mkdir sub; echo mine > sub/mine.txt");
        mallory.awaitEnd(id);
        String files = "/api/v1/jobs/" + id + "/files";
        assertThat(RawHttp.get(server, files + "/sub/mine.txt", mallory.token()).text()).contains("200").contains("mine\n");
        String deep = "../".repeat(20);
        for (String path : List.of("/" + deep + "etc/shadow", "/" + deep + "etc/passwd", "/..", "/../", "/../files/../files/../job",
                "/sub/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/" + "%2e%2e/".repeat(20) + "etc/passwd",
                "/" + "%2e%2e%2f".repeat(20) + "etc%2fpasswd", "/" + "..%2f".repeat(20) + "etc/passwd", "/..%252f..%252fetc/passwd",
                "/%252e%252e/etc/passwd", "/sub/%2e%2e/sub/mine.txt", "/sub/./mine.txt", "/sub//mine.txt", "//etc/passwd", "/%2fetc%2fpasswd",
                "/..;/..;/etc/passwd", "/..;x=y/god.log", "/%c0%ae%c0%ae/etc/passwd", "/..%5c..%5cetc%5cpasswd", "/..\\..\\etc\\passwd",
                "/mine.txt%00.png", "/%00", "/sub/mine.txt%0d%0aX: y", "/%uff0e%uff0e/etc/passwd", "/%", "/%zz", "/" + "a/".repeat(3000))) {
            RawHttp.Answer answer = RawHttp.get(server, files + path, mallory.token());
            assertThat(answer.status()).as(path + "\n" + answer.text()).isBetween(400, 499);
            assertSecretless(path, answer.text());
        }
    }
}
