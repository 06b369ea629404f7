package org.godocker.engine.internal.workspace;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;

/**
 * Removes whole trees whose content is not to be trusted: goes down by descriptor, follows no link, and however deep a tree is,
 * holds a bounded number of directories open, because deep branches are first moved to the top.
 */
final class TreeRemover {

    private static final int MAX_DEPTH = 24;
    private static final int MAX_ROUNDS = 5;

    private final Path folder;

    /** @param folder a directory of the server alone, on the same file system as what is to be removed */
    TreeRemover(Path folder) {
        this.folder = folder;
    }

    /** Takes a name out of a directory at once, and then removes what it stood for. Nothing happens when it is not there. */
    void remove(SafeDirectory directory, Path name) throws IOException {
        Optional<Path> aside = setAside(directory, name);
        if (aside.isPresent()) {
            removeAside(aside.get());
        }
    }

    /**
     * Takes a name out of a directory at once and keeps what it stood for until {@link #removeAside}.
     *
     * @return what to remove then, empty when the name is not there
     */
    Optional<Path> setAside(SafeDirectory directory, Path name) throws IOException {
        try (SafeDirectory trash = SafeDirectory.open(folder)) {
            Path aside = unusedName();
            try {
                directory.move(name, trash, aside);
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
            return Optional.of(aside);
        }
    }

    void removeAside(Path aside) throws IOException {
        try (SafeDirectory trash = SafeDirectory.open(folder)) {
            empty(trash, aside);
        }
    }

    /** Removes what a removal that was cut short has left. */
    void removeLeftovers() throws IOException {
        try (SafeDirectory trash = SafeDirectory.open(folder); SafeDirectory listed = trash.again()) {
            for (Iterator<Path> names = listed.names(); names.hasNext();) {
                empty(trash, names.next());
            }
        }
    }

    private void empty(SafeDirectory trash, Path first) throws IOException {
        Deque<Path> tops = new ArrayDeque<>();
        tops.add(first);
        while (!tops.isEmpty()) {
            try {
                removeEntry(trash, tops.poll(), 0, trash, tops);
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
    }

    private void removeEntry(SafeDirectory directory, Path name, int depth, SafeDirectory trash, Deque<Path> tops)
            throws IOException {
        try {
            if (!directory.attributes(name).isDirectory()) {
                directory.deleteFile(name);
            } else if (depth == MAX_DEPTH) {
                Path top = unusedName();
                directory.move(name, trash, top);
                tops.add(top);
            } else {
                removeDirectory(directory, name, depth, trash, tops);
            }
        } catch (NoSuchFileException e) {
            // somebody else removed it meanwhile, which is what was wanted
        }
    }

    /** In rounds, because a process of the user may still be adding files. */
    private void removeDirectory(SafeDirectory directory, Path name, int depth, SafeDirectory trash, Deque<Path> tops)
            throws IOException {
        for (int round = 1;; round++) {
            try (SafeDirectory child = directory.enter(name)) {
                for (Iterator<Path> names = child.names(); names.hasNext();) {
                    removeEntry(child, names.next(), depth + 1, trash, tops);
                }
            }
            try {
                directory.deleteDirectory(name);
                return;
            } catch (DirectoryNotEmptyException e) {
                if (round == MAX_ROUNDS) {
                    throw e;
                }
            }
        }
    }

    private static Path unusedName() {
        return Path.of(UUID.randomUUID().toString());
    }
}
