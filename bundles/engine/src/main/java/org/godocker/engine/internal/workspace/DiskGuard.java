package org.godocker.engine.internal.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.godocker.api.error.StorageFullException;

/**
 * Keeps submissions out while the disk is nearly full, so that what was accepted can still be recorded and run. Looks at
 * most once a second, however often it is asked. Thread-safe.
 */
public final class DiskGuard {

    private static final Duration VALIDITY = Duration.ofSeconds(1);
    private static final long MIB = 1L << 20;

    private final Supplier<List<Folder>> folders;
    private final LongSupplier minimumFree;
    private final Clock clock;
    private final FreeSpace freeSpace;
    private volatile Answer answer = new Answer(Instant.MIN, Optional.empty(), null);

    /**
     * A directory that needs room.
     *
     * @param name what it holds, for messages: "workspaces"
     * @param path where; need not exist yet
     */
    public record Folder(String name, Path path) {
        public Folder {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(path, "path");
        }
    }

    /** How many bytes may still be written below a directory that exists. */
    interface FreeSpace {
        long of(Path directory) throws IOException;
    }

    private record Answer(Instant time, Optional<String> shortage, IOException cause) {}

    /**
     * @param folders     where room is needed; asked at each look
     * @param minimumFree bytes that must be free in each; asked at each look, 0 turns the guard off
     */
    public DiskGuard(Supplier<List<Folder>> folders, LongSupplier minimumFree, Clock clock) {
        this(folders, minimumFree, clock, directory -> Files.getFileStore(directory).getUsableSpace());
    }

    DiskGuard(Supplier<List<Folder>> folders, LongSupplier minimumFree, Clock clock, FreeSpace freeSpace) {
        this.folders = folders;
        this.minimumFree = minimumFree;
        this.clock = clock;
        this.freeSpace = freeSpace;
    }

    /** @throws StorageFullException when there is too little room for accepting anything */
    public void requireRoom() {
        Answer now = look();
        if (now.shortage.isPresent()) {
            throw new StorageFullException(now.shortage.get(), now.cause);
        }
    }

    /** What is wrong, in a sentence; empty when there is room. */
    public Optional<String> shortage() {
        return look().shortage;
    }

    private Answer look() {
        Answer last = answer;
        Instant now = clock.instant();
        if (!last.time.equals(Instant.MIN) && !now.isBefore(last.time) && now.isBefore(last.time.plus(VALIDITY))) {
            return last;
        }
        Answer fresh = measure(now);
        answer = fresh;
        return fresh;
    }

    private Answer measure(Instant now) {
        long needed = minimumFree.getAsLong();
        for (Folder folder : folders.get()) {
            try {
                long free = freeSpace.of(existing(folder.path()));
                if (free < needed) {
                    return new Answer(now, Optional.of("The disk under the " + folder.name() + " is nearly full: "
                            + free / MIB + " MiB are free and " + needed / MIB
                            + " MiB are kept. Nothing is accepted until the administrator makes room."), null);
                }
            } catch (IOException e) {
                return new Answer(now, Optional.of("How much room is left under the " + folder.name()
                        + " cannot be found out, so nothing is accepted: " + Causes.of(e)), e);
            }
        }
        return new Answer(now, Optional.empty(), null);
    }

    private static Path existing(Path path) throws IOException {
        for (Path directory = path.toAbsolutePath(); directory != null; directory = directory.getParent()) {
            if (Files.exists(directory)) {
                return directory;
            }
        }
        throw new IOException("no part of " + path + " exists");
    }
}
