package org.godocker.engine.internal.account;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.godocker.api.plugin.PluginKind;
import org.godocker.engine.internal.config.EngineSettings;
import org.godocker.engine.internal.plugin.PluginCallException;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.engine.internal.plugin.Plugins;
import org.godocker.spi.Plugin;

/** The parts of this package put together, on a clock of the test. */
final class AccountFixture {

    final MovableClock clock = new MovableClock();
    final Plugins plugins = new Plugins();
    final FakeTokenStore store = new FakeTokenStore();
    volatile EngineSettings settings;
    final AuthDirectory directory;
    final AccessTokens tokens;
    final LoginThrottle throttle;
    final PasswordChecks passwords;
    final Keepers keepers;
    final Sessions sessions;
    final ApiKeys apiKeys;
    final Accounts accounts;

    /** @param providers in configured order */
    AccountFixture(FakeProvider... providers) {
        StringBuilder names = new StringBuilder();
        for (FakeProvider provider : providers) {
            install(provider);
            names.append(names.isEmpty() ? "" : ",").append(provider.name());
        }
        configure(Map.of("auth-providers", names.toString(), "token-lifetime", "1h", "maximum-api-keys", "3"));
        PluginCalls calls = new DirectCalls();
        directory = new AuthDirectory(plugins, calls, () -> settings, clock);
        tokens = new AccessTokens(store, clock);
        throttle = new LoginThrottle(clock);
        passwords = new PasswordChecks(directory, throttle, new LoginGate(4, 32, Duration.ofSeconds(30)));
        keepers = new Keepers(plugins, calls, () -> settings);
        sessions = new Sessions(passwords, tokens, directory, () -> settings.tokenLifetime());
        apiKeys = new ApiKeys(tokens, directory, () -> settings.maximumApiKeys());
        accounts = new Accounts(keepers, directory, tokens, passwords);
    }

    void configure(Map<String, String> options) {
        settings = EngineSettings.of(Path.of("/nowhere"), options);
    }

    void install(FakeProvider provider) {
        plugins.add(PluginKind.AUTH_PROVIDER, plugins.authProviders(), provider, "test", 0);
    }

    void uninstall(FakeProvider provider) {
        plugins.remove(PluginKind.AUTH_PROVIDER, plugins.authProviders(), provider);
    }

    String login(String login, String password) {
        return sessions.login(login, password.toCharArray(), "192.0.2.1").token();
    }

    /** Calls on the caller's thread. */
    static final class DirectCalls implements PluginCalls {
        @Override
        public <T> T call(Plugin plugin, Duration limit, Callable<T> work) throws PluginCallException {
            try {
                return work.call();
            } catch (Exception e) {
                throw new PluginCallException("plugin " + plugin.name() + " failed: " + e.getMessage(), e);
            }
        }
    }
}
