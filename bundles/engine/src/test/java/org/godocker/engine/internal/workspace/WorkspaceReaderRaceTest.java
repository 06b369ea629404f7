package org.godocker.engine.internal.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.godocker.engine.internal.workspace.WorkspaceFixtures.OWNER;
import static org.godocker.engine.internal.workspace.WorkspaceFixtures.UID;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.error.ServiceException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.job.JobFileService.WorkspaceFile;
import org.godocker.api.job.JobId;
import org.godocker.api.job.WorkspaceEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job exchanges files, directories, links and pipes as fast as it can while they are being read. */
class WorkspaceReaderRaceTest {

    private static final JobId ID = new JobId(5);
    private static final Duration LENGTH = Duration.ofSeconds(3);
    private static final int LEAST_READS = 300;

    @TempDir
    private Path temporary;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean over = new AtomicBoolean();
    private WorkspaceLayout layout;
    private Path leaf;
    private Path outside;
    private WorkspaceReader reader;

    /** An exchange of what stands under a name. */
    private interface Swap {
        void once() throws IOException;
    }

    /** One read; what it returned, or null when it was refused. */
    private interface Read {
        String once() throws IOException;
    }

    @BeforeEach
    void open() throws Exception {
        layout = WorkspaceFixtures.layout(temporary);
        new WorkspaceMaker(layout).prepare(WorkspaceFixtures.attempt(5, 1), WorkspaceFixtures.spec("true"), OWNER, List.of());
        leaf = layout.directory(ID);
        outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("f"), "secret");
        // the owner's own file elsewhere is outside as well, and its owner does not give it away
        WorkspaceFixtures.write(outside.resolve("g"), "secret");
        reader = new WorkspaceReader(layout);
    }

    @AfterEach
    void stop() {
        over.set(true);
        threads.shutdownNow();
    }

    @Test
    void aFileIsExchangedForLinksAndPipes() throws Exception {
        Path mine = WorkspaceFixtures.write(leaf.resolve("mine"), "mine");
        Path pipe = WorkspaceFixtures.pipe(leaf.resolve("pipe"));
        Path file = leaf.resolve("f");
        race(() -> {
            put(file, next -> Files.createLink(next, mine));
            put(file, next -> Files.createSymbolicLink(next, outside.resolve("f")));
            put(file, next -> Files.createLink(next, mine));
            put(file, next -> Files.createLink(next, outside.resolve("f")));
            put(file, next -> Files.createLink(next, mine));
            put(file, next -> Files.createLink(next, pipe));
            Files.delete(file);
        }, () -> content("f"));
    }

    @Test
    void aDirectoryOnTheWayIsExchangedForLinksAndPipes() throws Exception {
        WorkspaceFixtures.directory(leaf.resolve("d"));
        WorkspaceFixtures.write(leaf.resolve("d/g"), "mine");
        Path pipe = WorkspaceFixtures.pipe(leaf.resolve("pipe"));
        Path directory = leaf.resolve("d");
        Path aside = leaf.resolve("aside");
        race(() -> {
            Files.move(directory, aside, StandardCopyOption.ATOMIC_MOVE);
            Files.createSymbolicLink(directory, outside);
            Files.delete(directory);
            Files.createLink(directory, pipe);
            Files.delete(directory);
            Files.createSymbolicLink(directory, aside);
            Files.move(aside, directory.resolveSibling("real"), StandardCopyOption.ATOMIC_MOVE);
            Files.delete(directory);
            Files.move(directory.resolveSibling("real"), directory, StandardCopyOption.ATOMIC_MOVE);
        }, () -> content("d/g"));
    }

    @Test
    void aDirectoryIsExchangedWhileItIsListed() throws Exception {
        WorkspaceFixtures.directory(leaf.resolve("d"));
        WorkspaceFixtures.write(leaf.resolve("d/mine"), "");
        Path pipe = WorkspaceFixtures.pipe(leaf.resolve("pipe"));
        Path directory = leaf.resolve("d");
        Path aside = leaf.resolve("aside");
        race(() -> {
            Files.move(directory, aside, StandardCopyOption.ATOMIC_MOVE);
            Files.createSymbolicLink(directory, outside);
            Files.delete(directory);
            Files.createLink(directory, pipe);
            Files.delete(directory);
            Files.move(aside, directory, StandardCopyOption.ATOMIC_MOVE);
        }, () -> {
            List<WorkspaceEntry> entries = reader.list(ID, "d").entries();
            assertThat(entries).hasSize(1);
            return entries.get(0).name();
        });
    }

    private interface Maker {
        void make(Path next) throws IOException;
    }

    private void put(Path file, Maker maker) throws IOException {
        Path next = leaf.resolve("next");
        Files.deleteIfExists(next);
        maker.make(next);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(next);
    }

    private String content(String path) throws IOException {
        try (WorkspaceFile file = reader.open(ID, UID, path)) {
            return new String(file.content().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void race(Swap swap, Read read) throws Exception {
        Future<?> swapper = threads.submit(() -> {
            while (!over.get()) {
                swap.once();
            }
            return null;
        });
        Future<int[]> counts = threads.submit(() -> readAllTheTime(read));
        int[] servedAndRefused = counts.get(60, TimeUnit.SECONDS);
        over.set(true);
        swapper.get(60, TimeUnit.SECONDS);
        assertThat(servedAndRefused[0]).as("times the file was served").isPositive();
        assertThat(servedAndRefused[1]).as("times it was refused").isPositive();
        try (var pins = Files.list(layout.reading())) {
            assertThat(pins).isEmpty();
        }
    }

    /** For a while, and until both outcomes have been seen; the caller bounds it. */
    private static int[] readAllTheTime(Read read) throws IOException {
        int[] servedAndRefused = new int[2];
        long end = System.nanoTime() + LENGTH.toNanos();
        while (System.nanoTime() < end || servedAndRefused[0] == 0 || servedAndRefused[1] == 0
                || servedAndRefused[0] + servedAndRefused[1] < LEAST_READS) {
            try {
                assertThat(read.once()).isEqualTo("mine");
                servedAndRefused[0]++;
            } catch (NotFoundException | UnavailableException e) {
                servedAndRefused[1]++;
            } catch (ServiceException e) {
                throw new AssertionError("neither served nor refused as it should be", e);
            }
        }
        return servedAndRefused;
    }
}
