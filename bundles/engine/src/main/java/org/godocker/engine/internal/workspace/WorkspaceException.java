package org.godocker.engine.internal.workspace;

/** A workspace could not be made ready or removed; the message is for the user and the administrator. */
public final class WorkspaceException extends Exception {

    private static final long serialVersionUID = 1L;

    public WorkspaceException(String message) {
        super(message);
    }

    public WorkspaceException(String message, Throwable cause) {
        super(message, cause);
    }
}
