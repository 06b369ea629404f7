package org.godocker.engine.internal.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.job.JobFileService.WorkspaceFile;
import org.godocker.api.job.JobId;
import org.godocker.api.job.OutputStreamName;
import org.godocker.api.job.WorkspaceEntry;

/**
 * Reads workspaces for those who may; whether they may is decided by the caller. Only directories and regular files of
 * the job's own user are served, links are never followed, and nothing outside of the workspace is reached, whatever the
 * job does meanwhile. Thread-safe.
 */
public final class WorkspaceReader {

    /** Most entries a listing has. */
    public static final int MAX_ENTRIES = 10_000;

    private static final Duration FOLLOW_INTERVAL = Duration.ofMillis(150);
    private static final Comparator<WorkspaceEntry> DIRECTORIES_FIRST =
            Comparator.comparing((WorkspaceEntry entry) -> entry.kind() != WorkspaceEntry.Kind.DIRECTORY)
                    .thenComparing(WorkspaceEntry::name);

    private final WorkspaceLayout layout;
    private final PinnedFiles files;

    public WorkspaceReader(WorkspaceLayout layout) {
        this.layout = layout;
        this.files = new PinnedFiles(layout.reading());
    }

    /**
     * What stands in a directory of a workspace.
     *
     * @param path relative to the workspace, empty for the workspace itself
     * @throws NotFoundException    when there is no such directory
     * @throws org.godocker.api.error.InvalidRequestException when the path breaks a rule, see {@link WorkspacePath}
     * @throws UnavailableException when the file system fails
     */
    public Listing list(JobId id, String path) {
        WorkspacePath parsed = WorkspacePath.parse(path);
        try (SafeDirectory directory = walk(id, parsed.parts())) {
            List<WorkspaceEntry> entries = new ArrayList<>();
            Iterator<Path> names = directory.names();
            while (names.hasNext() && entries.size() < MAX_ENTRIES) {
                entry(directory, names.next()).ifPresent(entries::add);
            }
            entries.sort(DIRECTORIES_FIRST);
            return new Listing(entries, names.hasNext());
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new NotFoundException(parsed.isRoot() ? "job " + id + " has no workspace"
                    : "job " + id + " has no directory " + path, e);
        } catch (IOException | DirectoryIteratorException e) {
            throw unavailable(id, e);
        }
    }

    /**
     * Opens a regular file. Its content ends where the file ended when it was opened, also when it grows.
     *
     * @param uid whom the job's files belong to, see {@link WorkspaceMaker#fileOwner}
     * @throws NotFoundException when there is no such file, or it is not a regular one of that user
     */
    public WorkspaceFile open(JobId id, int uid, String path) {
        WorkspacePath parsed = WorkspacePath.parse(path);
        if (parsed.isRoot()) {
            throw new NotFoundException("the workspace itself is not a regular file");
        }
        try {
            PinnedFiles.Opened opened = open(id, uid, parsed);
            return new WorkspaceFile(new BoundedFileStream(opened.channel(), opened.size()), opened.size());
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new NotFoundException("job " + id + " has no file " + path, e);
        } catch (RefusedFileException e) {
            throw new NotFoundException(path + " of job " + id + " " + e.getMessage(), e);
        } catch (IOException e) {
            throw unavailable(id, e);
        }
    }

    /**
     * One of the job's output streams as it is now; empty when nothing has been written.
     *
     * @throws NotFoundException when the job has put something there that is not a regular file of its user
     */
    public InputStream log(JobId id, int uid, OutputStreamName stream) {
        return openIfThere(id, uid, stream)
                .<InputStream>map(opened -> new BoundedFileStream(opened.channel(), opened.size()))
                .orElseGet(InputStream::nullInputStream);
    }

    /**
     * One of the job's output streams from its beginning until the job is over. Reading blocks for more, also before
     * there is a file; closing from another thread ends that. Once opened, the file is kept, also when the job
     * replaces it.
     *
     * @param ended whether nothing more will be written; asked on the reading thread about seven times a second, and
     *              after it was true the rest is read
     * @throws NotFoundException as for {@link #log}
     */
    public InputStream follow(JobId id, int uid, OutputStreamName stream, BooleanSupplier ended) {
        Optional<FileChannel> now = openIfThere(id, uid, stream).map(PinnedFiles.Opened::channel);
        return new FollowingStream(now,
                () -> openIfThere(id, uid, stream).map(PinnedFiles.Opened::channel), ended, FOLLOW_INTERVAL);
    }

    private Optional<PinnedFiles.Opened> openIfThere(JobId id, int uid, OutputStreamName stream) {
        try {
            return Optional.of(open(id, uid, WorkspacePath.parse(stream.fileName())));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (RefusedFileException e) {
            throw new NotFoundException(stream.fileName() + " of job " + id + " " + e.getMessage(), e);
        } catch (IOException e) {
            throw unavailable(id, e);
        }
    }

    private PinnedFiles.Opened open(JobId id, int uid, WorkspacePath path) throws IOException {
        Path whole = layout.directory(id);
        for (Path part : path.parts()) {
            whole = whole.resolve(part);
        }
        try (SafeDirectory directory = walk(id, path.directories())) {
            return files.open(directory, path.lastPart(), whole, uid);
        }
    }

    /** Opens a directory of the workspace, going down from the server's own directories name by name. */
    private SafeDirectory walk(JobId id, List<Path> parts) throws IOException {
        SafeDirectory directory = SafeDirectory.open(layout.parent(id));
        try {
            directory = down(directory, WorkspaceLayout.JOB);
            for (Path part : parts) {
                directory = down(directory, part);
            }
            return directory;
        } catch (IOException e) {
            directory.close();
            throw e;
        }
    }

    private static SafeDirectory down(SafeDirectory from, Path name) throws IOException {
        SafeDirectory child = from.enter(name);
        from.close();
        return child;
    }

    private static Optional<WorkspaceEntry> entry(SafeDirectory directory, Path name) throws IOException {
        try {
            BasicFileAttributes attributes = directory.attributes(name);
            WorkspaceEntry.Kind kind = kind(attributes);
            return Optional.of(new WorkspaceEntry(name.toString(), kind,
                    kind == WorkspaceEntry.Kind.FILE ? attributes.size() : 0, attributes.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static WorkspaceEntry.Kind kind(BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return WorkspaceEntry.Kind.FILE;
        }
        if (attributes.isDirectory()) {
            return WorkspaceEntry.Kind.DIRECTORY;
        }
        return attributes.isSymbolicLink() ? WorkspaceEntry.Kind.LINK : WorkspaceEntry.Kind.OTHER;
    }

    private static UnavailableException unavailable(JobId id, Exception failure) {
        String cause = failure instanceof IOException io ? Causes.of(io) : failure.getMessage();
        return new UnavailableException("the workspace of job " + id + " cannot be read now: " + cause, failure);
    }
}
