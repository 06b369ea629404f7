package org.godocker.rest.internal.job;

import java.io.IOException;
import java.io.InputStream;
import javax.ws.rs.core.StreamingOutput;
import org.godocker.rest.internal.problem.BrokenOffException;

/** Content of files on its way out. */
final class FileContent {

    private static final int BUFFER = 64 << 10;

    private FileContent() {
    }

    /** Everything up to the end. */
    static StreamingOutput all(InputStream content) {
        return out -> {
            try (content) {
                byte[] buffer = new byte[BUFFER];
                for (int n = read(content, buffer, BUFFER); n >= 0; n = read(content, buffer, BUFFER)) {
                    out.write(buffer, 0, n);
                }
            }
        };
    }

    /**
     * The first {@code size} bytes: what a file held when it was opened, also while its job goes on writing. A file that
     * has become shorter breaks the answer off, so that nobody takes it for whole.
     */
    static StreamingOutput exactly(InputStream content, long size) {
        return out -> {
            try (content) {
                byte[] buffer = new byte[BUFFER];
                long left = size;
                while (left > 0) {
                    int n = read(content, buffer, (int) Math.min(BUFFER, left));
                    if (n < 0) {
                        throw new BrokenOffException("a file became shorter while it was read", null);
                    }
                    out.write(buffer, 0, n);
                    left -= n;
                }
            }
        };
    }

    /** What goes wrong with the file is ours; a plain IOException always means that the client is gone. */
    private static int read(InputStream content, byte[] buffer, int length) {
        try {
            return content.read(buffer, 0, length);
        } catch (IOException e) {
            throw new BrokenOffException("a file of a job could not be read", e);
        }
    }
}
