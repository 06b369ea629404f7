package org.godocker.engine.internal.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.godocker.api.job.JobId;
import org.godocker.engine.internal.workspace.WorkspaceLayout;

/**
 * Whom the files of a job belong to, read from its workspace directory: the server made that directory for the job's uid
 * in a place where only the server can put anything, so it holds also after the account is gone.
 */
public final class FileOwners {

    private final WorkspaceLayout layout;

    public FileOwners(WorkspaceLayout layout) {
        this.layout = layout;
    }

    /** Empty when the job has no workspace. */
    public OptionalInt of(JobId job) {
        Path directory = layout.directory(job);
        try {
            return OptionalInt.of((Integer) Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }
}
