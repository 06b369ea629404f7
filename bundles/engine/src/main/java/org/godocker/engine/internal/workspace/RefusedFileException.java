package org.godocker.engine.internal.workspace;

import java.io.IOException;

/** There is something under the name, but nothing that is served. */
final class RefusedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param reason goes on after the name of the file */
    RefusedFileException(String reason) {
        super(reason);
    }
}
