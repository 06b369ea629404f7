package org.godocker.engine.internal.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobSpec;
import org.godocker.api.user.Identity;
import org.godocker.spi.auth.VolumeGrant;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ContainerUser;
import org.godocker.spi.executor.Mount;

/**
 * Makes workspaces ready before their containers exist, and removes them. Thread-safe; does disk work of some
 * milliseconds, removing large workspaces takes longer.
 */
public final class WorkspaceMaker {

    /** What the container runs. */
    static final List<String> COMMAND = List.of("/bin/sh", JobEnvironment.WORKSPACE + "/wrapper.sh");

    private static final Path SCRIPT = Path.of("cmd.sh");
    private static final Path WRAPPER = Path.of("wrapper.sh");
    private static final List<Path> WRITTEN_BY_JOB =
            List.of(Path.of("god.log"), Path.of("god.err"), Path.of("god.info"), Path.of("god.usage"));
    private static final Path STAGING = Path.of("new");

    private final WorkspaceLayout layout;
    private final TreeRemover remover;
    private final byte[] wrapper;
    private final Object parents = new Object();
    private final Object[] jobLocks = new Object[64];

    public WorkspaceMaker(WorkspaceLayout layout) {
        this.layout = layout;
        this.remover = new TreeRemover(layout.removed());
        this.wrapper = wrapperScript();
        for (int i = 0; i < jobLocks.length; i++) {
            jobLocks[i] = new Object();
        }
    }

    /** Whom the files of a job belong to: its owner, or root for jobs that are root in their container. */
    public static int fileOwner(JobSpec spec, Identity owner) {
        return spec.root() ? 0 : owner.uid();
    }

    /**
     * Makes the workspace and puts the script and what runs it there. Calling it again for the same attempt changes
     * nothing; for a later attempt, script and wrapper are written anew, the output of the earlier one is dropped, and
     * everything else the user has there stays.
     *
     * @param grants what the job was granted; only where its home is matters here
     * @throws WorkspaceException when something fails; the next call starts anew
     */
    public PreparedWorkspace prepare(AttemptId attempt, JobSpec spec, Identity owner, List<VolumeGrant> grants)
            throws WorkspaceException {
        if (layout.serverUid() != 0) {
            throw new WorkspaceException("The workspace cannot be given to its user: the server has to run as root for that,"
                    + " it runs with uid " + layout.serverUid());
        }
        ContainerUser user = spec.root() ? new ContainerUser(0, 0, List.of())
                : new ContainerUser(owner.uid(), owner.gid(), owner.groups());
        try {
            synchronized (lockOf(attempt.job())) {
                putInPlace(attempt, ScriptText.toFile(spec.script()), user);
            }
        } catch (IOException e) {
            throw new WorkspaceException("The workspace could not be made ready: " + Causes.of(e), e);
        }
        Path directory = layout.directory(attempt.job());
        return new PreparedWorkspace(directory, COMMAND, JobEnvironment.of(attempt.job(), spec, owner, grants),
                JobEnvironment.WORKSPACE, user, new Mount(directory.toString(), JobEnvironment.WORKSPACE, false));
    }

    /** Removes a job's workspace with all that is in it; nothing happens when there is none. */
    public void remove(JobId id) throws WorkspaceException {
        try {
            Optional<Path> aside = takeAway(id);
            if (aside.isPresent()) {
                remover.removeAside(aside.get());
            }
        } catch (IOException e) {
            throw new WorkspaceException("The workspace of job " + id + " could not be removed: " + Causes.of(e), e);
        }
    }

    private Optional<Path> takeAway(JobId id) throws IOException {
        Path parent = layout.parent(id);
        synchronized (lockOf(id)) {
            if (Files.notExists(parent, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            Optional<Path> aside;
            try (SafeDirectory own = SafeDirectory.open(parent)) {
                aside = remover.setAside(own, WorkspaceLayout.JOB);
                remover.remove(own, STAGING);
            }
            new AttemptMark(parent).delete();
            removeEmptyParents(parent);
            return aside;
        }
    }

    /** Finishes removals that were cut short by a crash; worth calling once after start, on a thread that may take long. */
    public void removeLeftovers() throws WorkspaceException {
        try {
            remover.removeLeftovers();
        } catch (IOException e) {
            throw new WorkspaceException("Left over workspaces could not be removed: " + Causes.of(e), e);
        }
    }

    private void putInPlace(AttemptId attempt, byte[] script, ContainerUser user) throws IOException {
        Path parent = layout.parent(attempt.job());
        AttemptMark mark = new AttemptMark(parent);
        if (mark.complete(attempt.number())) {
            return;
        }
        makeStaging(parent);
        Path leaf = parent.resolve(WorkspaceLayout.JOB);
        try (SafeDirectory own = SafeDirectory.open(parent)) {
            try {
                writeStaging(parent.resolve(STAGING), script, user);
                if (Files.isDirectory(leaf, LinkOption.NOFOLLOW_LINKS)) {
                    replaceFiles(own, !mark.names(attempt.number()));
                } else {
                    // Whoever sees it under its name sees at once whose it is.
                    give(parent.resolve(STAGING), user);
                    own.move(STAGING, own, WorkspaceLayout.JOB);
                }
            } finally {
                remover.remove(own, STAGING);
            }
        }
        give(leaf, user);
        mark.write(attempt.number());
    }

    private static void give(Path directory, ContainerUser user) throws IOException {
        Ownership.permit(directory, WorkspaceLayout.PRIVATE);
        Ownership.assign(directory, user.uid(), user.gid());
    }

    /** Below the lock on parents, so that a removal does not take away a parent that is still empty. */
    private void makeStaging(Path parent) throws IOException {
        synchronized (parents) {
            Path directory = layout.root();
            for (Path piece : layout.root().relativize(parent)) {
                directory = directory.resolve(piece);
                layout.makeOwn(directory, WorkspaceLayout.PASSABLE);
            }
            try (SafeDirectory own = SafeDirectory.open(parent)) {
                remover.remove(own, STAGING);
            }
            layout.makeOwn(parent.resolve(STAGING), WorkspaceLayout.PRIVATE);
        }
    }

    /** In a directory nobody else can enter, so files can be given away by path. */
    private void writeStaging(Path staging, byte[] script, ContainerUser user) throws IOException {
        write(staging.resolve(SCRIPT), script, user);
        write(staging.resolve(WRAPPER), wrapper, user);
    }

    private static void write(Path file, byte[] content, ContainerUser user) throws IOException {
        Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Ownership.permit(file, WorkspaceLayout.PRIVATE);
        Ownership.assign(file, user.uid(), user.gid());
    }

    /** The workspace has content of the user: finished files are moved over his by name, and nothing of his is opened. */
    private void replaceFiles(SafeDirectory own, boolean dropOutput) throws IOException {
        try (SafeDirectory staging = own.enter(STAGING); SafeDirectory leaf = own.enter(WorkspaceLayout.JOB)) {
            if (dropOutput) {
                for (Path name : WRITTEN_BY_JOB) {
                    remover.remove(leaf, name);
                }
            }
            for (Path name : List.of(SCRIPT, WRAPPER)) {
                remover.remove(leaf, name);
                staging.move(name, leaf, name);
            }
        }
    }

    private void removeEmptyParents(Path parent) throws IOException {
        synchronized (parents) {
            for (Path directory = parent; !directory.equals(layout.root()); directory = directory.getParent()) {
                try {
                    Files.delete(directory);
                } catch (DirectoryNotEmptyException e) {
                    return;
                } catch (NoSuchFileException e) {
                    // goes on with the one above
                }
            }
        }
    }

    private Object lockOf(JobId id) {
        return jobLocks[(int) (id.number() % jobLocks.length)];
    }

    private static byte[] wrapperScript() {
        try (InputStream resource = WorkspaceMaker.class.getResourceAsStream("wrapper.sh")) {
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("wrapper.sh is missing from the bundle", e);
        }
    }
}
