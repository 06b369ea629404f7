package org.godocker.engine.internal.workspace;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.NotFoundException;

/**
 * A path inside a workspace as a caller names it, with its parts apart.
 *
 * @param text  as it was given
 * @param parts names, none for the workspace itself
 */
record WorkspacePath(String text, List<Path> parts) {

    /** Longest path, in bytes; the kernel takes no longer one. */
    static final int MAX_LENGTH = 4096;

    private static final int MAX_NAME = 255;
    private static final String FIELD = "path";

    WorkspacePath {
        parts = List.copyOf(parts);
    }

    /**
     * @throws InvalidRequestException when it is absolute, too long, or holds {@code .}, {@code ..}, an empty part or NUL
     * @throws NotFoundException       when no file can have such a name
     */
    static WorkspacePath parse(String text) {
        if (text == null) {
            throw InvalidRequestException.of(FIELD, "required", "a path inside the workspace is needed");
        }
        if (text.isEmpty()) {
            return new WorkspacePath(text, List.of());
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_LENGTH) {
            throw InvalidRequestException.of(FIELD, "length", "a path has at most " + MAX_LENGTH + " bytes");
        }
        if (text.indexOf('\0') >= 0) {
            throw InvalidRequestException.of(FIELD, "characters", "a path never holds NUL");
        }
        if (text.startsWith("/")) {
            throw InvalidRequestException.of(FIELD, "relative", "a path is relative to the workspace and never begins with /");
        }
        return new WorkspacePath(text, Stream.of(text.split("/", -1)).map(part -> name(part, text)).toList());
    }

    private static Path name(String part, String text) {
        if (part.isEmpty() || part.equals(".") || part.equals("..")) {
            throw InvalidRequestException.of(FIELD, "parts", "a path never holds '.', '..' or an empty part");
        }
        if (part.getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
            throw InvalidRequestException.of(FIELD, "length", "a file name has at most " + MAX_NAME + " bytes");
        }
        try {
            return Path.of(part);
        } catch (InvalidPathException e) {
            throw new NotFoundException("there is no " + text, e);
        }
    }

    boolean isRoot() {
        return parts.isEmpty();
    }

    /** The directories to go through to its last part. */
    List<Path> directories() {
        return parts.subList(0, parts.size() - 1);
    }

    Path lastPart() {
        return parts.get(parts.size() - 1);
    }
}
