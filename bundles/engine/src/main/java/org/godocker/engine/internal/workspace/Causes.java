package org.godocker.engine.internal.workspace;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** Words for people about failures of the file system. */
final class Causes {

    private Causes() {}

    /** The system's reason without the path, which means nothing to a user. */
    static String of(IOException failure) {
        if (failure instanceof FileSystemException detailed && detailed.getReason() != null) {
            return detailed.getReason();
        }
        String name = failure.getClass().getSimpleName().replaceAll("Exception$", "");
        return failure.getMessage() == null || failure instanceof FileSystemException ? name : failure.getMessage();
    }
}
