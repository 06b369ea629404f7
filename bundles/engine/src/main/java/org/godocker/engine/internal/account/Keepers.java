package org.godocker.engine.internal.account;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.godocker.api.error.ServiceException;
import org.godocker.api.error.UnavailableException;
import org.godocker.engine.internal.config.EngineConfiguration;
import org.godocker.engine.internal.config.EngineSettings;
import org.godocker.engine.internal.plugin.PluginCallException;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.engine.internal.plugin.Plugins;
import org.godocker.spi.auth.AccountKeeper;
import org.godocker.spi.auth.AuthProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The auth provider that keeps accounts: the first such among the configured ones. */
@Component(service = Keepers.class)
public final class Keepers {

    private final Plugins plugins;
    private final PluginCalls calls;
    private final Supplier<EngineSettings> settings;

    @Activate
    public Keepers(@Reference Plugins plugins, @Reference PluginCalls calls, @Reference EngineConfiguration configuration) {
        this(plugins, calls, configuration::settings);
    }

    Keepers(Plugins plugins, PluginCalls calls, Supplier<EngineSettings> settings) {
        this.plugins = plugins;
        this.calls = calls;
        this.settings = settings;
    }

    /** Empty while none is configured and installed. */
    Optional<AccountKeeper> keeper() {
        for (AuthProvider provider : plugins.authProviders().named(settings.get().authProviders()).values()) {
            if (provider instanceof AccountKeeper keeper) {
                return Optional.of(keeper);
            }
        }
        return Optional.empty();
    }

    /**
     * Has the keeper do something.
     *
     * @throws ServiceException what the keeper refuses, as it stands
     * @throws UnavailableException when there is none, or it does not answer
     */
    <T> T ask(Function<AccountKeeper, T> work) {
        AccountKeeper keeper = keeper().orElseThrow(() -> new UnavailableException(
                "no auth provider that keeps accounts is configured (auth-providers) and installed"));
        try {
            return calls.call(keeper, settings.get().callTimeout(), () -> work.apply(keeper));
        } catch (PluginCallException e) {
            if (e.getCause() instanceof ServiceException refusal) {
                throw refusal;
            }
            throw new UnavailableException("accounts cannot be managed now: " + e.getMessage(), e);
        }
    }
}
