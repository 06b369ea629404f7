package org.godocker.api.job;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.godocker.api.user.Caller;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reading what a job wrote. Paths are resolved inside the job's workspace descriptor by descriptor and never through a
 * link, so nothing outside of it can be reached, also while the job swaps files for links. Implemented by the engine,
 * called on the threads of the REST interface and the shell.
 */
@ProviderType
public interface JobFileService {

    /**
     * What stands in a directory of the workspace, directories first, then by name.
     *
     * @param path relative to the workspace with {@code /} between its parts; empty for the workspace itself
     * @throws org.godocker.api.error.NotFoundException       when the job or the directory is not there for the caller
     * @throws org.godocker.api.error.InvalidRequestException when the path is absolute, holds {@code ..}, an empty part
     *         or NUL
     */
    List<WorkspaceEntry> list(Caller caller, JobId id, String path);

    /**
     * Opens a regular file of the workspace.
     *
     * @return the opened file; the caller closes it
     * @throws org.godocker.api.error.NotFoundException       when it is not there, or is not a regular file
     * @throws org.godocker.api.error.InvalidRequestException as for {@link #list}
     */
    WorkspaceFile open(Caller caller, JobId id, String path);

    /**
     * Opens one of the job's output streams from its beginning. Empty while nothing has been written.
     *
     * @param follow when true, reading blocks for more until the job has ended and everything has been read
     */
    InputStream log(Caller caller, JobId id, OutputStreamName stream, boolean follow);

    /** An open file and its size in bytes when it was opened. */
    record WorkspaceFile(InputStream content, long size) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
