package org.godocker.engine.internal.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.godocker.api.error.ServiceException;
import org.godocker.api.job.JobId;
import org.godocker.api.job.OutputStreamName;
import org.godocker.engine.internal.workspace.WorkspaceReader;

/** An output stream of a job followed from before it has a workspace until it has ended and all is read. */
final class FollowedLog extends InputStream {

    private static final long LOOK_EVERY_MILLIS = 200;

    private final WorkspaceReader reader;
    private final FileOwners owners;
    private final JobId job;
    private final OutputStreamName stream;
    private final CompletableFuture<?> ended;
    private volatile boolean closed;
    private InputStream content;

    /** @param ended completed once the job has ended */
    FollowedLog(WorkspaceReader reader, FileOwners owners, JobId job, OutputStreamName stream, CompletableFuture<?> ended) {
        this.reader = reader;
        this.owners = owners;
        this.job = job;
        this.stream = stream;
        this.ended = ended;
    }

    /**
     * Opens what is there already, so that what must not be read is refused before the answer has begun.
     *
     * @throws org.godocker.api.error.NotFoundException as for {@link WorkspaceReader#follow}
     */
    FollowedLog begin() {
        owners.of(job).ifPresent(uid -> content = reader.follow(job, uid, stream, ended::isDone));
        return this;
    }

    private InputStream content() throws IOException {
        while (content == null && !closed) {
            boolean over = ended.isDone();
            try {
                begin();
            } catch (ServiceException e) {
                throw new IOException(e.getMessage(), e);
            }
            if (content != null) {
                break;
            }
            if (over) {
                content = nullInputStream();
            } else {
                waitForEnd();
            }
        }
        if (closed) {
            throw new IOException("the log is not followed any more");
        }
        return content;
    }

    private void waitForEnd() throws IOException {
        try {
            ended.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Looked at again by the caller's loop.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while following a log").initCause(e);
        }
    }

    @Override
    public int read() throws IOException {
        return content().read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return content().read(buffer, offset, length);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        if (content != null) {
            content.close();
        }
    }
}
