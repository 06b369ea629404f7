package org.godocker.engine.internal.workspace;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;

/**
 * A directory held open, so that everything is done in this one, whatever becomes of its path. Names are single parts of
 * a path. Holds two file descriptors.
 */
final class SafeDirectory implements Closeable {

    private static final Path HERE = Path.of(".");

    private final SecureDirectoryStream<Path> stream;

    private SafeDirectory(SecureDirectoryStream<Path> stream) {
        this.stream = stream;
    }

    /** @param trusted a path no part of which anybody but the server can exchange */
    static SafeDirectory open(Path trusted) throws IOException {
        DirectoryStream<Path> opened = Files.newDirectoryStream(trusted);
        if (opened instanceof SecureDirectoryStream<Path> secure) {
            return new SafeDirectory(secure);
        }
        opened.close();
        throw new IOException("this platform cannot open directories relative to others");
    }

    /**
     * Goes down into a directory, never through a link.
     *
     * <p>The name is opened as {@code name/.}, because opening the bare name would wait for ever if it had just become
     * a named pipe. That form follows links, so afterwards the name is looked at: it has to be the very directory
     * that was opened. As this is held open, its identity cannot pass to another file in between.
     *
     * @throws NoSuchFileException   when there is no such name, or it was exchanged meanwhile
     * @throws NotDirectoryException when it is something else, a link included
     */
    SafeDirectory enter(Path name) throws IOException {
        requireDirectory(name);
        SafeDirectory child = openEntry(name);
        try {
            Object opened = child.stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes().fileKey();
            if (opened.equals(requireDirectory(name).fileKey())) {
                return child;
            }
            throw new NoSuchFileException(name.toString(), null, "exchanged while it was opened");
        } catch (IOException e) {
            child.close();
            throw e;
        }
    }

    /** The first half of {@link #enter}: never waits, but may have gone through a link. */
    SafeDirectory openEntry(Path name) throws IOException {
        try {
            return new SafeDirectory(stream.newDirectoryStream(name.resolve(HERE), LinkOption.NOFOLLOW_LINKS));
        } catch (FileSystemException e) {
            // it may have been exchanged just now, which is then said; otherwise it is a failure of its own
            requireDirectory(name);
            throw e;
        }
    }

    private BasicFileAttributes requireDirectory(Path name) throws IOException {
        BasicFileAttributes attributes = attributes(name);
        if (!attributes.isDirectory()) {
            throw new NotDirectoryException(name.toString());
        }
        return attributes;
    }

    /** What a name stands for now; a link is not followed. */
    BasicFileAttributes attributes(Path name) throws IOException {
        return stream.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS).readAttributes();
    }

    /** The names in it. Can be asked for once. */
    Iterator<Path> names() {
        Iterator<Path> paths = stream.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return paths.hasNext();
            }

            @Override
            public Path next() {
                return paths.next().getFileName();
            }
        };
    }

    /** The same directory once more, for going through its names again. */
    SafeDirectory again() throws IOException {
        return new SafeDirectory(stream.newDirectoryStream(HERE, LinkOption.NOFOLLOW_LINKS));
    }

    void deleteFile(Path name) throws IOException {
        stream.deleteFile(name);
    }

    void deleteDirectory(Path name) throws IOException {
        stream.deleteDirectory(name);
    }

    /** Renames in one step, replacing a file of the new name. */
    void move(Path name, SafeDirectory target, Path newName) throws IOException {
        stream.move(name, target.stream, newName);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
