package org.godocker.engine.internal.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.godocker.engine.internal.workspace.WorkspaceFixtures.OWNER;
import static org.godocker.engine.internal.workspace.WorkspaceFixtures.STRANGER;
import static org.godocker.engine.internal.workspace.WorkspaceFixtures.UID;
import static org.godocker.engine.internal.workspace.WorkspaceFixtures.write;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.job.JobFileService.WorkspaceFile;
import org.godocker.api.job.JobId;
import org.godocker.api.job.OutputStreamName;
import org.godocker.api.job.WorkspaceEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkspaceReaderTest {

    private static final JobId ID = new JobId(5);

    @TempDir
    private Path temporary;

    private Path leaf;
    private Path secret;
    private WorkspaceReader reader;

    @BeforeEach
    void open() throws Exception {
        WorkspaceLayout layout = WorkspaceFixtures.layout(temporary);
        new WorkspaceMaker(layout).prepare(WorkspaceFixtures.attempt(5, 1), WorkspaceFixtures.spec("true"), OWNER, List.of());
        leaf = layout.directory(ID);
        secret = Files.writeString(temporary.resolve("secret"), "secret");
        reader = new WorkspaceReader(layout);
    }

    @Test
    void listsDirectoriesFirstThenByName() throws Exception {
        write(leaf.resolve("b.txt"), "12345");
        WorkspaceFixtures.directory(leaf.resolve("z"));
        WorkspaceFixtures.directory(leaf.resolve("d"));
        Files.createSymbolicLink(leaf.resolve("link"), secret);
        WorkspaceFixtures.pipe(leaf.resolve("pipe"));
        Instant time = Instant.parse("2026-01-02T03:04:05Z");
        Files.setLastModifiedTime(leaf.resolve("b.txt"), FileTime.from(time));
        Listing listing = reader.list(ID, "");
        assertThat(listing.truncated()).isFalse();
        assertThat(listing.entries()).extracting(WorkspaceEntry::name)
                .containsExactly("d", "z", "b.txt", "cmd.sh", "link", "pipe", "wrapper.sh");
        assertThat(listing.entries()).extracting(WorkspaceEntry::kind).containsExactly(WorkspaceEntry.Kind.DIRECTORY,
                WorkspaceEntry.Kind.DIRECTORY, WorkspaceEntry.Kind.FILE, WorkspaceEntry.Kind.FILE,
                WorkspaceEntry.Kind.LINK, WorkspaceEntry.Kind.OTHER, WorkspaceEntry.Kind.FILE);
        assertThat(listing.entries().get(2)).isEqualTo(new WorkspaceEntry("b.txt", WorkspaceEntry.Kind.FILE, 5, time));
        assertThat(listing.entries().get(4).size()).as("a link tells nothing of its target").isZero();
        assertThat(reader.list(ID, "d").entries()).isEmpty();
    }

    @Test
    void aListingIsBounded() throws Exception {
        WorkspaceFixtures.run("/bin/sh", "-c", "cd " + leaf + " && mkdir many && cd many && seq 10001 | xargs touch");
        Listing listing = reader.list(ID, "many");
        assertThat(listing.entries()).hasSize(WorkspaceReader.MAX_ENTRIES);
        assertThat(listing.truncated()).isTrue();
        Files.delete(leaf.resolve("many/77"));
        assertThat(reader.list(ID, "many").truncated()).isFalse();
    }

    @Test
    void opensFilesInDirectories() throws Exception {
        WorkspaceFixtures.directory(leaf.resolve("a"));
        WorkspaceFixtures.directory(leaf.resolve("a/b"));
        write(leaf.resolve("a/b/c\\d"), "content");
        try (WorkspaceFile file = reader.open(ID, UID, "a/b/c\\d")) {
            assertThat(file.size()).isEqualTo(7);
            assertThat(file.content()).hasContent("content");
        }
    }

    @Test
    void aFileThatGrowsEndsWhereItEndedWhenOpened() throws Exception {
        Path growing = write(leaf.resolve("f"), "first");
        try (WorkspaceFile file = reader.open(ID, UID, "f")) {
            Files.writeString(growing, " second", StandardOpenOption.APPEND);
            assertThat(file.content().available()).isEqualTo(5);
            assertThat(file.content()).hasContent("first");
        }
    }

    @Test
    void leavesNoTraceOfReading() throws Exception {
        write(leaf.resolve("f"), "x");
        reader.open(ID, UID, "f").close();
        assertThatThrownBy(() -> reader.open(ID, STRANGER, "f")).isInstanceOf(NotFoundException.class);
        assertThat(Files.getAttribute(leaf.resolve("f"), "unix:nlink")).isEqualTo(1);
        try (var pins = Files.list(leaf.resolve("../../.reading"))) {
            assertThat(pins).isEmpty();
        }
    }

    /** Opening a program for writing would make its execution fail with "Text file busy". */
    @Test
    void aProgramCanBeReadWhileItRunsAndRunWhileItIsRead() throws Exception {
        Path program = Files.copy(Path.of("/bin/sleep"), leaf.resolve("program"));
        Ownership.assign(program, UID, UID);
        Ownership.permit(program, "rwx------");
        Process running = new ProcessBuilder(program.toString(), "60").start();
        try (WorkspaceFile file = reader.open(ID, UID, "program")) {
            assertThat(file.size()).isEqualTo(Files.size(program));
            WorkspaceFixtures.run(program.toString(), "0");
        } finally {
            running.destroyForcibly();
        }
    }

    @Test
    void refusesEverythingThatIsNotARegularFileOfTheUser() throws Exception {
        Files.createSymbolicLink(leaf.resolve("link"), secret);
        Files.createSymbolicLink(leaf.resolve("inner"), Path.of("cmd.sh"));
        Files.createLink(leaf.resolve("hard"), secret);
        Files.writeString(leaf.resolve("foreign"), "foreign");
        WorkspaceFixtures.pipe(leaf.resolve("pipe"));
        WorkspaceFixtures.directory(leaf.resolve("d"));
        WorkspaceFixtures.run("python3", "-c",
                "import socket; socket.socket(socket.AF_UNIX).bind('" + leaf.resolve("socket") + "')");
        for (String path : List.of("link", "inner", "hard", "foreign", "pipe", "d", "socket", "missing", "")) {
            assertThatThrownBy(() -> reader.open(ID, UID, path)).as(path).isInstanceOf(NotFoundException.class);
        }
        assertThatThrownBy(() -> reader.open(new JobId(6), UID, "f")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void neverGoesThroughLinksOrPipes() throws Exception {
        Files.createSymbolicLink(leaf.resolve("out"), temporary);
        WorkspaceFixtures.directory(leaf.resolve("d"));
        Files.createSymbolicLink(leaf.resolve("in"), Path.of("d"));
        write(leaf.resolve("d/f"), "f");
        WorkspaceFixtures.pipe(leaf.resolve("pipe"));
        for (String path : List.of("out/secret", "in/f", "pipe/f", "d/f/g", "cmd.sh/x")) {
            assertThatThrownBy(() -> reader.open(ID, UID, path)).as(path).isInstanceOf(NotFoundException.class);
        }
        for (String path : List.of("out", "in", "pipe", "d/f", "missing", "missing/d")) {
            assertThatThrownBy(() -> reader.list(ID, path)).as(path).isInstanceOf(NotFoundException.class);
        }
        for (String path : List.of("../job/cmd.sh", "/etc/passwd", "d/../cmd.sh")) {
            assertThatThrownBy(() -> reader.open(ID, UID, path)).as(path).isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> reader.list(ID, path)).as(path).isInstanceOf(InvalidRequestException.class);
        }
        assertThatThrownBy(() -> reader.list(new JobId(6), "")).isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no workspace");
    }

    @Test
    void aLogIsEmptyUntilSomethingIsWritten() throws Exception {
        assertThat(reader.log(ID, UID, OutputStreamName.STDOUT)).isEmpty();
        assertThat(reader.log(new JobId(6), UID, OutputStreamName.STDOUT)).isEmpty();
        write(leaf.resolve("god.err"), "\u00e9\n");
        try (InputStream log = reader.log(ID, UID, OutputStreamName.STDERR)) {
            assertThat(new String(log.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("\u00e9\n");
        }
        Files.createSymbolicLink(leaf.resolve("god.log"), secret);
        assertThatThrownBy(() -> reader.log(ID, UID, OutputStreamName.STDOUT)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> reader.follow(ID, UID, OutputStreamName.STDOUT, () -> true)).isInstanceOf(NotFoundException.class);
    }
}
