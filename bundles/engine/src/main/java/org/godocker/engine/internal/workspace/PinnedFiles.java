package org.godocker.engine.internal.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;

/**
 * Opens files that their owner may exchange at any moment for a link, a pipe or another file.
 *
 * <p>What the name stands for first gets a second (hard) link in a directory of the server, where nobody can exchange it.
 * There it is looked at: a regular file of the right owner, and the same file that stands under the name in the
 * directory held open. Only then it is opened, for reading, and the second link goes away. Other ways fall short in
 * Java: opening a pipe for reading waits for ever, opening for writing too keeps the job from executing the file
 * meanwhile, and an open file cannot be asked for its owner.
 */
final class PinnedFiles {

    private static final int MAX_TRIES = 5;

    private final Path folder;

    /** @param folder a directory of the server alone, on the same file system as the workspaces */
    PinnedFiles(Path folder) {
        this.folder = folder;
    }

    /** An open regular file and its size when it was opened. */
    record Opened(FileChannel channel, long size) {}

    /**
     * @param directory holds the file, open
     * @param name      of the file in it
     * @param path      the whole path of the file; it may lead astray by now, which is then noticed
     * @param uid       whom the file must belong to
     * @throws java.nio.file.NoSuchFileException when there is no such name
     * @throws RefusedFileException when it is not a regular file of that user
     */
    Opened open(SafeDirectory directory, Path name, Path path, int uid) throws IOException {
        for (int attempt = 1;; attempt++) {
            if (!directory.attributes(name).isRegularFile()) {
                throw new RefusedFileException("is not a regular file");
            }
            Path pin = folder.resolve(UUID.randomUUID().toString());
            try {
                Files.createLink(pin, path);
                Map<String, Object> pinned = Files.readAttributes(pin, "unix:*", LinkOption.NOFOLLOW_LINKS);
                if (pinned.get("fileKey").equals(directory.attributes(name).fileKey())) {
                    return open(pin, pinned, uid);
                }
            } catch (FileSystemException e) {
                // the way to it, or what stands there, may just be changing
                if (attempt == MAX_TRIES) {
                    throw e;
                }
            } finally {
                Files.deleteIfExists(pin);
            }
            if (attempt == MAX_TRIES) {
                throw new RefusedFileException("changes while it is opened");
            }
        }
    }

    private static Opened open(Path pin, Map<String, Object> pinned, int uid) throws IOException {
        if (!Boolean.TRUE.equals(pinned.get("isRegularFile"))) {
            throw new RefusedFileException("is not a regular file");
        }
        if ((Integer) pinned.get("uid") != uid) {
            throw new RefusedFileException("belongs to another user");
        }
        FileChannel channel = FileChannel.open(pin, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        return new Opened(channel, (Long) pinned.get("size"));
    }
}
