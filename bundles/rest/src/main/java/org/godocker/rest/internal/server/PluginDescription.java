package org.godocker.rest.internal.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.godocker.api.plugin.PluginView;

/**
 * A plugin as it is sent.
 *
 * @param problems for administrators only: they speak of the configuration
 */
public record PluginDescription(
        String kind, String name, boolean present, boolean used, String bundle,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<String> problems) {

    static PluginDescription of(PluginView plugin, boolean withProblems) {
        return new PluginDescription(plugin.kind().label(), plugin.name(), plugin.present(), plugin.used(),
                plugin.bundle().isEmpty() ? null : plugin.bundle(), withProblems ? plugin.problems() : null);
    }
}
