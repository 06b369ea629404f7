package org.godocker.api.plugin;

import java.util.List;
import java.util.Objects;

/**
 * A plugin as the engine sees it.
 *
 * @param kind     what it is
 * @param name     how configuration names it
 * @param present  whether it is installed now; a plugin that configuration names and nobody installed is listed too
 * @param used     whether the engine uses it now
 * @param bundle   symbolic name and version of the bundle that brings it, empty when it is absent
 * @param problems what is wrong with its configuration or with the plugin, for people; empty when all is well
 */
public record PluginView(
        PluginKind kind, String name, boolean present, boolean used, String bundle, List<String> problems) {

    public PluginView {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(bundle, "bundle");
        problems = List.copyOf(problems);
    }
}
