package org.godocker.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.godocker.spi.Plugin;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What holds for every plugin. The contracts of the kinds extend it. */
public abstract class PluginContract {


    /** The plugin under test, with a good configuration. */
    protected abstract Plugin plugin();

    @Test
    @DisplayName("its name is lower case letters, digits and dashes, and always the same")
    void hasAName() {
        Plugin plugin = plugin();
        assertThat(plugin.name()).matches("[a-z0-9]+(-[a-z0-9]+)*").isEqualTo(plugin.name());
        assertThat(plugin().name()).isEqualTo(plugin.name());
    }

    @Test
    @DisplayName("a good configuration has no problems")
    void hasNoConfigurationProblems() {
        assertThat(plugin().configurationProblems()).isEmpty();
    }
}
