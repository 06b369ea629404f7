package org.godocker.rest.internal.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The list of plugins as it is sent.
 *
 * @param next           always null, as for every list that is given whole
 * @param engineProblems what is wrong with the configuration of the engine itself and of other parts that are no plugins; for administrators only
 */
public record PluginList(
        List<PluginDescription> items, String next,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<String> engineProblems) {
}
