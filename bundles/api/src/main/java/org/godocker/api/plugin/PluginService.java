package org.godocker.api.plugin;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What is plugged in. Implemented by the engine. */
@ProviderType
public interface PluginService {

    /** All plugins by kind and name, present ones and ones that configuration names in vain. */
    List<PluginView> list();

    /** What is wrong with the configuration of the engine itself and of other parts that are no plugins, for people; empty when all is well. */
    List<String> engineProblems();
}
