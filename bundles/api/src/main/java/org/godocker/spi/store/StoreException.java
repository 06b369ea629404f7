package org.godocker.spi.store;

/** The database did not do what was asked; nothing of it was done. */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of failure it was, as far as it matters to the caller. */
    public enum Kind {
        /** A job was not in the version the change was made for. */
        STALE,
        /** Something with the same key exists. */
        DUPLICATE,
        /** No room on the disk. */
        FULL,
        /** Anything else; trying again may help. */
        UNAVAILABLE
    }

    private final Kind kind;

    public StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
