package org.godocker.engine.internal.workspace;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.godocker.api.job.JobId;

/**
 * Where workspaces stand: the number of a job is cut into pieces of two digits, so that no directory grows large. Job 1234
 * has {@code 12/34/job}, job 725 {@code 72/5/job}. All directories above {@code job} belong to the server, and only
 * it can write to them. Names of the server's own begin with a letter or a dot and so never meet a piece of a number.
 */
public final class WorkspaceLayout {

    static final String PASSABLE = "rwx--x--x";
    static final String PRIVATE = "rwx------";
    static final Path JOB = Path.of("job");

    private static final int WRITABLE_BY_OTHERS = 0022;

    private final Path root;
    private final int serverUid;

    WorkspaceLayout(Path root, int serverUid) {
        this.root = root;
        this.serverUid = serverUid;
    }

    /**
     * Makes the root directory where it is missing, and checks that nobody but the server can write to it. Removes links
     * that a crash left behind.
     *
     * @param root absolute path
     * @throws WorkspaceException when the directory cannot be made or is not safe to use
     */
    public static WorkspaceLayout open(Path root) throws WorkspaceException {
        try {
            if (Files.notExists(root)) {
                Files.createDirectories(root);
                Ownership.permit(root, PASSABLE);
            }
            WorkspaceLayout layout = new WorkspaceLayout(root.toRealPath(), Ownership.ofThisProcess());
            layout.requireSafe(layout.root);
            layout.makeOwn(layout.removed(), PRIVATE);
            layout.makeOwn(layout.reading(), PRIVATE);
            layout.sweepLinks();
            return layout;
        } catch (IOException e) {
            throw new WorkspaceException("The workspaces directory " + root + " cannot be used: " + Causes.of(e), e);
        }
    }

    /** The root directory, without links. */
    public Path root() {
        return root;
    }

    /** Where the workspace of a job is, or will be. */
    public Path directory(JobId id) {
        return parent(id).resolve(JOB);
    }

    /** The directory that holds a job's workspace and what the server keeps about it. */
    Path parent(JobId id) {
        Path parent = root;
        for (String piece : pieces(id)) {
            parent = parent.resolve(piece);
        }
        return parent;
    }

    static List<String> pieces(JobId id) {
        String digits = id.toString();
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < digits.length(); i += 2) {
            pieces.add(digits.substring(i, Math.min(i + 2, digits.length())));
        }
        return pieces;
    }

    /** Where trees wait to be removed. */
    Path removed() {
        return root.resolve(".removed");
    }

    /** Where files are pinned down while they are opened. */
    Path reading() {
        return root.resolve(".reading");
    }

    int serverUid() {
        return serverUid;
    }

    /** Makes a directory of the server, or checks the one that is there. */
    void makeOwn(Path directory, String permissions) throws IOException {
        try {
            Files.createDirectory(directory);
            Ownership.permit(directory, permissions);
        } catch (FileAlreadyExistsException e) {
            requireSafe(directory);
        }
    }

    private void requireSafe(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(directory + " is not a directory");
        }
        if (Ownership.uid(directory) != serverUid || (Ownership.mode(directory) & WRITABLE_BY_OTHERS) != 0) {
            throw new IOException(directory + " must belong to the user of the server (uid " + serverUid
                    + ") and be writable by nobody else: use chown and chmod go-w");
        }
    }

    private void sweepLinks() throws IOException {
        try (var links = Files.newDirectoryStream(reading())) {
            for (Path link : links) {
                Files.deleteIfExists(link);
            }
        }
    }
}
