package org.godocker.api.plugin;

/** The kinds of plugins. */
public enum PluginKind {
    SCHEDULING_POLICY("scheduling-policy"),
    EXECUTOR("executor"),
    AUTH_PROVIDER("auth-provider"),
    WATCHER("watcher"),
    QUOTA_POLICY("quota-policy");

    private final String label;

    PluginKind(String label) {
        this.label = label;
    }

    /** The kind as it is written for people and in the REST interface. */
    public String label() {
        return label;
    }
}
