package org.godocker.engine.internal.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.godocker.engine.internal.workspace.WorkspaceFixtures.GID;
import static org.godocker.engine.internal.workspace.WorkspaceFixtures.OWNER;
import static org.godocker.engine.internal.workspace.WorkspaceFixtures.UID;
import static org.godocker.engine.internal.workspace.WorkspaceFixtures.attempt;
import static org.godocker.engine.internal.workspace.WorkspaceFixtures.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.godocker.api.job.JobId;
import org.godocker.spi.executor.ContainerUser;
import org.godocker.spi.executor.Mount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceMakerTest {

    private static final JobId ID = new JobId(1234);

    @TempDir
    private Path temporary;

    private WorkspaceLayout layout;
    private WorkspaceMaker maker;
    private Path leaf;

    @BeforeEach
    void open() throws Exception {
        layout = WorkspaceFixtures.layout(temporary);
        maker = new WorkspaceMaker(layout);
        leaf = layout.directory(ID);
    }

    @Test
    void tellsTheLaunchWhatItNeeds() throws Exception {
        PreparedWorkspace prepared = maker.prepare(attempt(1234, 1), spec("true", false, Map.of("TOKEN", "s3cret")), OWNER, List.of());
        assertThat(prepared.directory()).isEqualTo(leaf);
        assertThat(prepared.command()).containsExactly("/bin/sh", "/mnt/go-docker/wrapper.sh");
        assertThat(prepared.workingDirectory()).isEqualTo("/mnt/go-docker");
        assertThat(prepared.user()).isEqualTo(new ContainerUser(UID, GID, List.of(12347)));
        assertThat(prepared.mount()).isEqualTo(new Mount(leaf.toString(), "/mnt/go-docker", false));
        assertThat(prepared.env()).containsEntry("GODOCKER_JID", "1234").containsEntry("TOKEN", "s3cret");
        assertThat(prepared.toString()).doesNotContain("s3cret");
    }

    @Test
    void onlyTheLeafBelongsToTheUser() throws Exception {
        maker.prepare(attempt(1234, 1), spec("#!/bin/sh\r\necho \u00e9\r\n"), OWNER, List.of());
        for (Path server : List.of(layout.root().resolve("12"), layout.root().resolve("12/34"))) {
            assertOwner(server, 0, 0, "rwx--x--x");
        }
        assertOwner(leaf, UID, GID, "rwx------");
        assertOwner(leaf.resolve("cmd.sh"), UID, GID, "rwx------");
        assertOwner(leaf.resolve("wrapper.sh"), UID, GID, "rwx------");
        assertThat(leaf.resolve("cmd.sh")).hasContent("#!/bin/sh\necho \u00e9\n");
        assertThat(names(leaf)).containsExactlyInAnyOrder("cmd.sh", "wrapper.sh");
        assertThat(names(leaf.getParent())).containsExactlyInAnyOrder("job", "attempt");
    }

    @Test
    void fromItsFirstMomentItBelongsToItsUser() throws Exception {
        for (int job = 1; job <= 60; job++) {
            Path directory = layout.directory(new JobId(job));
            CountDownLatch looking = new CountDownLatch(1);
            CompletableFuture<Object> firstSeen = CompletableFuture.supplyAsync(() -> {
                looking.countDown();
                while (true) {
                    try {
                        return Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS);
                    } catch (IOException e) {
                        Thread.onSpinWait();
                    }
                }
            });
            looking.await();
            maker.prepare(attempt(job, 1), spec("true"), OWNER, List.of());
            assertThat(firstSeen.get(10, TimeUnit.SECONDS)).isEqualTo(UID);
        }
    }

    @Test
    void theWorkspaceOfARootJobIsOutOfTheUsersReach() throws Exception {
        PreparedWorkspace prepared = maker.prepare(attempt(1234, 1), spec("true", true, Map.of()), OWNER, List.of());
        assertThat(prepared.user()).isEqualTo(new ContainerUser(0, 0, List.of()));
        assertOwner(leaf, 0, 0, "rwx------");
        assertOwner(leaf.resolve("cmd.sh"), 0, 0, "rwx------");
        assertThat(WorkspaceMaker.fileOwner(spec("true", true, Map.of()), OWNER)).isZero();
        assertThat(WorkspaceMaker.fileOwner(spec("true"), OWNER)).isEqualTo(UID);
    }

    @Test
    void preparingTheSameAttemptAgainTouchesNothing() throws Exception {
        maker.prepare(attempt(1234, 1), spec("true"), OWNER, List.of());
        Object script = Files.getAttribute(leaf.resolve("cmd.sh"), "unix:ino");
        WorkspaceFixtures.write(leaf.resolve("god.log"), "running\n");
        new WorkspaceMaker(layout).prepare(attempt(1234, 1), spec("true"), OWNER, List.of());
        assertThat(Files.getAttribute(leaf.resolve("cmd.sh"), "unix:ino")).isEqualTo(script);
        assertThat(leaf.resolve("god.log")).hasContent("running\n");
    }

    @Test
    void aLaterAttemptKeepsWhatTheUserHasButTheOldOutput() throws Exception {
        maker.prepare(attempt(1234, 1), spec("echo 1"), OWNER, List.of());
        for (String name : List.of("god.log", "god.err", "god.info", "god.usage", "result", "cmd.sh")) {
            WorkspaceFixtures.write(leaf.resolve(name), "old");
        }
        maker.prepare(attempt(1234, 2), spec("echo 2"), OWNER, List.of());
        assertThat(names(leaf)).containsExactlyInAnyOrder("cmd.sh", "wrapper.sh", "result");
        assertThat(leaf.resolve("cmd.sh")).hasContent("echo 2");
        assertThat(leaf.resolve("result")).hasContent("old");
        assertThat(names(layout.removed())).isEmpty();
    }

    @Test
    void neverWritesThroughWhatTheUserPutThere() throws Exception {
        maker.prepare(attempt(1234, 1), spec("echo 1"), OWNER, List.of());
        Path outside = Files.writeString(temporary.resolve("outside"), "precious");
        Path outsideDirectory = Files.createDirectory(temporary.resolve("folder"));
        Files.writeString(outsideDirectory.resolve("file"), "precious");
        Files.delete(leaf.resolve("cmd.sh"));
        Files.delete(leaf.resolve("wrapper.sh"));
        Files.createSymbolicLink(leaf.resolve("cmd.sh"), outside);
        Files.createLink(leaf.resolve("wrapper.sh"), outside);
        Files.createSymbolicLink(leaf.resolve("god.log"), outsideDirectory);
        WorkspaceFixtures.pipe(leaf.resolve("god.err"));
        WorkspaceFixtures.directory(leaf.resolve("god.info"));
        Files.createSymbolicLink(leaf.resolve("god.info/link"), outsideDirectory);
        maker.prepare(attempt(1234, 2), spec("echo 2"), OWNER, List.of());
        assertThat(outside).hasContent("precious");
        assertOwner(outside, 0, 0, "rw-r--r--");
        assertThat(outsideDirectory.resolve("file")).hasContent("precious");
        assertThat(Files.isRegularFile(leaf.resolve("cmd.sh"), LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(leaf.resolve("cmd.sh")).hasContent("echo 2");
        assertThat(names(leaf)).containsExactlyInAnyOrder("cmd.sh", "wrapper.sh");
    }

    @Test
    void aDirectoryInTheWayOfTheScriptIsRemoved() throws Exception {
        maker.prepare(attempt(1234, 1), spec("echo 1"), OWNER, List.of());
        Files.delete(leaf.resolve("cmd.sh"));
        WorkspaceFixtures.directory(leaf.resolve("cmd.sh"));
        WorkspaceFixtures.write(leaf.resolve("cmd.sh/x"), "x");
        maker.prepare(attempt(1234, 2), spec("echo 2"), OWNER, List.of());
        assertThat(leaf.resolve("cmd.sh")).hasContent("echo 2");
    }

    @Test
    void goesOnAfterACrashHalfWay() throws Exception {
        Path staging = Files.createDirectories(leaf.resolveSibling("new"));
        Files.writeString(staging.resolve("cmd.sh"), "half");
        maker.prepare(attempt(1234, 1), spec("echo 1"), OWNER, List.of());
        assertThat(leaf.resolve("cmd.sh")).hasContent("echo 1");
        assertThat(staging).doesNotExist();

        Files.writeString(leaf.resolveSibling("attempt"), "1 another-boot");
        Files.writeString(leaf.resolve("cmd.sh"), "");
        WorkspaceFixtures.write(leaf.resolve("god.log"), "running");
        maker.prepare(attempt(1234, 1), spec("echo 1"), OWNER, List.of());
        assertThat(leaf.resolve("cmd.sh")).hasContent("echo 1");
        assertThat(leaf.resolve("god.log")).as("output of the same attempt").hasContent("running");
    }

    @Test
    void needsRoot() throws Exception {
        WorkspaceMaker powerless = new WorkspaceMaker(new WorkspaceLayout(layout.root(), 1000));
        assertThatThrownBy(() -> powerless.prepare(attempt(1234, 1), spec("true"), OWNER, List.of()))
                .isInstanceOf(WorkspaceException.class).hasMessageContaining("run as root");
        assertThat(leaf).doesNotExist();
    }

    @Test
    void saysWhyItFails() throws Exception {
        Files.writeString(layout.root().resolve("12"), "in the way");
        assertThatThrownBy(() -> maker.prepare(attempt(1234, 1), spec("true"), OWNER, List.of()))
                .isInstanceOf(WorkspaceException.class).hasMessageContaining("Not a directory");
    }

    @Test
    void removesEverythingButWhatLinksPointTo() throws Exception {
        maker.prepare(attempt(1234, 1), spec("true"), OWNER, List.of());
        maker.prepare(attempt(12, 1), spec("true"), OWNER, List.of());
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Path precious = Files.writeString(outside.resolve("precious"), "precious");
        Files.createSymbolicLink(leaf.resolve("link"), outside);
        Files.createLink(leaf.resolve("hard"), precious);
        WorkspaceFixtures.pipe(leaf.resolve("pipe"));
        WorkspaceFixtures.directory(leaf.resolve("d"));
        Files.createSymbolicLink(leaf.resolve("d/up"), Path.of(".."));
        maker.remove(ID);
        assertThat(leaf.getParent()).doesNotExist();
        assertThat(layout.directory(new JobId(12))).exists();
        assertThat(precious).hasContent("precious");
        assertThat(names(layout.removed())).isEmpty();
        maker.remove(ID);
        maker.remove(new JobId(12));
        maker.remove(new JobId(99));
        assertThat(names(layout.root())).containsExactlyInAnyOrder(".removed", ".reading");
    }

    /** Deeper than a path can be written, than directories can be held open and than a stack would like. */
    @Test
    void removesVeryDeepTrees() throws Exception {
        maker.prepare(attempt(1234, 1), spec("true"), OWNER, List.of());
        WorkspaceFixtures.run("python3", "-c", "import os\nos.chdir('" + leaf + "')\nfor i in range(6000):\n"
                + " open('file', 'w').close()\n os.mkdir('deep')\n os.chdir('deep')\n");
        maker.remove(ID);
        assertThat(leaf).doesNotExist();
        assertThat(names(layout.removed())).isEmpty();
    }

    @Test
    void finishesRemovalsThatACrashCutShort() throws Exception {
        Files.createDirectories(layout.removed().resolve("x/y/z"));
        Files.writeString(layout.removed().resolve("f"), "f");
        maker.removeLeftovers();
        assertThat(names(layout.removed())).isEmpty();
    }

    @Test
    void jobsThatShareParentsComeAndGoAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> lives = IntStream.range(0, 400).<Callable<Void>>mapToObj(i -> () -> {
                long id = 100_000 + i % 20;
                maker.prepare(attempt(id, 1 + i), spec("true"), OWNER, List.of());
                maker.remove(new JobId(id));
                return null;
            }).toList();
            for (Future<Void> life : threads.invokeAll(lives)) {
                life.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(names(layout.root())).containsExactlyInAnyOrder(".removed", ".reading");
    }

    private static void assertOwner(Path path, int uid, int gid, String permissions) throws Exception {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
        assertThat(attributes).as(path.toString()).isEqualTo(Map.of("uid", uid, "gid", gid));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).as(path.toString()).isEqualTo(permissions);
    }

    private static List<String> names(Path directory) throws Exception {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString()).toList();
        }
    }
}
