package org.godocker.engine.internal.plugin;

/** A call into a plugin that gave no answer. */
public final class PluginCallException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message names the plugin and what happened, fit for users */
    public PluginCallException(String message, Throwable cause) {
        super(message, cause);
    }
}
