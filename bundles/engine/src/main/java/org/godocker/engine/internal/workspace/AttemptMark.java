package org.godocker.engine.internal.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A note beside the workspace, out of the user's reach: for which attempt it was made ready, and since which start of the
 * machine. Files written just before a power failure may be empty after it, so they are written again then.
 */
final class AttemptMark {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path file;

    AttemptMark(Path parent) {
        this.file = parent.resolve("attempt");
    }

    /** Whether this attempt's files have been put in place since the machine started. */
    boolean complete(int attempt) throws IOException {
        return read().equals(text(attempt));
    }

    /** Whether they had been put in place at some time. */
    boolean names(int attempt) throws IOException {
        return read().startsWith(attempt + " ");
    }

    void write(int attempt) throws IOException {
        Path written = file.resolveSibling("attempt.new");
        Files.writeString(written, text(attempt));
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file.resolveSibling("attempt.new"));
        Files.deleteIfExists(file);
    }

    private String read() throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static String text(int attempt) throws IOException {
        return attempt + " " + Files.readString(BOOT).strip();
    }
}
