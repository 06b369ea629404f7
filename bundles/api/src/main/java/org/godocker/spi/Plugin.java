package org.godocker.spi;

import java.util.List;
import org.godocker.spi.config.ConfigurationProblem;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What all plugins have in common. A plugin is an OSGi service registered under the interface of its kind. The engine
 * finds it, lists it, and uses it once configuration names it; it may come and go at any time.
 *
 * <p>The engine calls plugins on threads of its own and gives each call a bounded time. A call that takes longer is
 * interrupted and counts as failed; a plugin that keeps failing is left alone for a while. So: throw what went wrong,
 * honour interrupts, never catch and carry on silently.
 */
@ConsumerType
public interface Plugin {

    /**
     * How configuration names the plugin: lower case letters, digits and dashes, unique within its kind. Called often,
     * on any thread; must always give the same answer at once.
     */
    String name();

    /**
     * What is wrong with the plugin's configuration now. Called when plugins are listed, on any thread; must answer at
     * once from memory.
     *
     * @return empty when all is well
     */
    default List<ConfigurationProblem> configurationProblems() {
        return List.of();
    }
}
