package org.godocker.api.error;

/** The file system under the workspaces or the database is full; nothing is accepted until there is room. */
public final class StorageFullException extends ServiceException {

    private static final long serialVersionUID = 1L;

    public StorageFullException(String message) {
        this(message, null);
    }

    public StorageFullException(String message, Throwable cause) {
        super("STORAGE_FULL", message, cause);
    }
}
