package org.godocker.spi.executor;

/** An executor could not do, or could not tell whether it did, what was asked; trying again may help. */
public class ExecutorException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what was tried on which node and what the node said */
    public ExecutorException(String message, Throwable cause) {
        super(message, cause);
    }

    public ExecutorException(String message) {
        super(message);
    }
}
