package org.godocker.engine.internal.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.job.VolumeRequest;
import org.godocker.api.plugin.PluginKind;
import org.godocker.api.user.Identity;
import org.godocker.engine.internal.config.EngineConfiguration;
import org.godocker.engine.internal.config.EngineSettings;
import org.godocker.engine.internal.plugin.PluginCallException;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.engine.internal.plugin.Plugins;
import org.godocker.spi.auth.AccountKeeper;
import org.godocker.spi.auth.AuthProvider;
import org.godocker.spi.auth.Authentication;
import org.godocker.spi.auth.VolumeVerdict;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All configured auth providers as one directory of users. Providers are asked in configured order; the first that knows
 * a login is the one that counts for it. One that is configured but not installed counts as one that does not answer.
 *
 * <p>While an earlier provider does not answer, a later one may speak for a login, unless that login is remembered to
 * be the earlier one's: otherwise an outage would let an account of the same name take the place of the real one.
 *
 * <p>Safe for use by several threads; each call is bounded by the engine's call timeout for each provider.
 */
@Component(service = AuthDirectory.class)
public final class AuthDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(AuthDirectory.class);
    private static final Duration IDENTITY_LIFETIME = Duration.ofSeconds(5);
    private static final int CAPACITY = 10_000;

    /** A user and the provider that counts for him. */
    private record Known(AuthProvider provider, Identity identity) {
    }

    private final Plugins plugins;
    private final PluginCalls calls;
    private final Supplier<EngineSettings> settings;
    private final ShortCache<String, Optional<Known>> users;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final Map<String, String> owners = Collections.synchronizedMap(new BoundedMap<>(CAPACITY));

    @Activate
    public AuthDirectory(@Reference Plugins plugins, @Reference PluginCalls calls,
            @Reference EngineConfiguration configuration) {
        this(plugins, calls, configuration::settings, Clock.systemUTC());
        configuration.onChange(users::invalidateAll);
    }

    /** @param settings the options in force, asked for each time */
    public AuthDirectory(Plugins plugins, PluginCalls calls, Supplier<EngineSettings> settings, Clock clock) {
        this.plugins = plugins;
        this.calls = calls;
        this.settings = settings;
        this.users = new ShortCache<>(clock, IDENTITY_LIFETIME, CAPACITY);
        plugins.onChange(kind -> {
            if (kind == PluginKind.AUTH_PROVIDER) {
                users.invalidateAll();
            }
        });
    }

    /**
     * Checks a password with the providers. Does not slow down repeated wrong ones: that is the caller's part.
     *
     * @param login    as it was typed
     * @param password not changed; providers get copies
     */
    public LoginVerdict authenticate(String login, char[] password) {
        Failures failures = new Failures();
        for (String name : settings.get().authProviders()) {
            Optional<AuthProvider> provider = plugins.authProviders().named(name);
            if (provider.isEmpty()) {
                failures.add(name);
                continue;
            }
            char[] copy = password.clone();
            try {
                Authentication answer = ask(provider.get(), () -> provider.get().authenticate(login, copy));
                if (answer instanceof Authentication.Unknown) {
                    continue;
                }
                if (failures.mayOwn(owners.get(login))) {
                    return failures.unsure(answer instanceof Authentication.Refused);
                }
                if (answer instanceof Authentication.Accepted accepted) {
                    return accepted(login, provider.get(), accepted.identity());
                }
                return failures.isEmpty() ? new LoginVerdict.Refused() : failures.unsure(true);
            } catch (PluginCallException e) {
                failures.add(name, e);
            } finally {
                Arrays.fill(copy, '\0');
            }
        }
        return failures.isEmpty() ? new LoginVerdict.Unknown() : failures.unsure(false);
    }

    /** A provider may know a login by another spelling; then what it says only counts if that user is its own. */
    private LoginVerdict accepted(String typed, AuthProvider provider, Identity identity) {
        if (!identity.login().equals(typed)) {
            Optional<Known> user = lookUp(identity.login());
            if (user.isEmpty() || user.get().provider() != provider) {
                LOG.warn("Auth provider {} accepted a login as {}, who is not its user: refused", provider.name(), identity.login());
                return new LoginVerdict.Refused();
            }
        }
        owners.put(identity.login(), provider.name());
        return new LoginVerdict.Accepted(identity);
    }

    /**
     * Who a user is, at most a few seconds old.
     *
     * @return empty when no provider knows him, or his account may not be used any more
     * @throws UnavailableException when it cannot be known now
     */
    public Optional<Identity> identity(String login) {
        return known(login).map(Known::identity);
    }

    /** Name of the provider that counts for a login; otherwise as {@link #identity}. */
    public Optional<String> providerOf(String login) {
        return known(login).map(known -> known.provider().name());
    }

    /**
     * What a user gets of the volumes a job asks for, from the provider that counts for him.
     *
     * @param requests without repeats; none of them is always granted
     * @throws NotFoundException    when there is no such user (any more)
     * @throws UnavailableException when it cannot be known now
     */
    public VolumeVerdict volumes(String login, List<VolumeRequest> requests) {
        Known user = known(login).orElseThrow(() -> new NotFoundException("there is no user " + login));
        if (requests.isEmpty()) {
            return new VolumeVerdict.Granted(List.of());
        }
        try {
            VolumeVerdict verdict = ask(user.provider(), () -> user.provider().volumes(user.identity(), requests));
            if (verdict instanceof VolumeVerdict.Granted granted && !VolumeAnswers.fit(requests, granted)) {
                throw new UnavailableException("auth provider " + user.provider().name()
                        + " granted other volumes than were asked for; its maker should be told");
            }
            return verdict;
        } catch (PluginCallException e) {
            throw new UnavailableException("the volumes of " + login + " cannot be looked up now: " + e.getMessage(), e);
        }
    }

    /** Forgets what is remembered of a user because his account has changed; the next question is asked anew. */
    public void forget(String login) {
        owners.remove(login);
        users.invalidate(login);
    }

    private Optional<Known> known(String login) {
        return users.get(Objects.requireNonNull(login, "login"), this::lookUp, answer -> true);
    }

    private Optional<Known> lookUp(String login) {
        Failures failures = new Failures();
        for (String name : settings.get().authProviders()) {
            Optional<AuthProvider> provider = plugins.authProviders().named(name);
            if (provider.isEmpty()) {
                failures.add(name);
                continue;
            }
            try {
                Optional<Identity> identity = ask(provider.get(), () -> provider.get().identity(login))
                        .filter(found -> found.login().equals(login));
                if (identity.isPresent()) {
                    if (failures.mayOwn(owners.get(login))) {
                        throw failures.unavailable(login);
                    }
                    owners.put(login, name);
                    return Optional.of(new Known(provider.get(), identity.get()));
                }
                if (holdsDisabled(provider.get(), login)) {
                    return Optional.empty();
                }
            } catch (PluginCallException e) {
                failures.add(name, e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.unavailable(login);
        }
        return Optional.empty();
    }

    /** A disabled account still takes its login: a later provider's user of that name is somebody else. */
    private boolean holdsDisabled(AuthProvider provider, String login) throws PluginCallException {
        return provider instanceof AccountKeeper keeper && ask(provider, () -> keeper.account(login)).isPresent();
    }

    private <T> T ask(AuthProvider provider, Callable<T> question) throws PluginCallException {
        String name = provider.name();
        try {
            T answer = calls.call(provider, settings.get().callTimeout(), question);
            if (answer == null) {
                throw new PluginCallException("auth provider " + name + " answered null", null);
            }
            if (failing.remove(name)) {
                LOG.info("Auth provider {} answers again", name);
            }
            return answer;
        } catch (PluginCallException e) {
            // Once for an outage and not for each of its many requests.
            if (failing.add(name)) {
                LOG.warn("Auth provider {} does not answer: {}", name, e.getMessage(), e);
            }
            throw e;
        }
    }
}
