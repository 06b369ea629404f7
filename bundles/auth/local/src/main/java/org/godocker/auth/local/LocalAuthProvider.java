package org.godocker.auth.local;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godocker.api.job.VolumeRequest;
import org.godocker.api.user.Identity;
import org.godocker.api.user.NewUser;
import org.godocker.api.user.User;
import org.godocker.api.user.UserChange;
import org.godocker.spi.auth.AccountKeeper;
import org.godocker.spi.auth.AuthProvider;
import org.godocker.spi.auth.AuthProviderException;
import org.godocker.spi.auth.Authentication;
import org.godocker.spi.auth.VolumeVerdict;
import org.godocker.spi.config.ConfigurationProblem;
import org.godocker.spi.config.OptionReader;
import org.godocker.spi.store.AccountStore;
import org.godocker.spi.store.AccountStore.StoredAccount;
import org.godocker.spi.store.StoreException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Auth provider {@code local}: accounts with password hashes in the server's own database. Remembers nothing itself. */
@Component(service = {AuthProvider.class, AccountKeeper.class}, configurationPid = LocalOptions.PID)
@Designate(ocd = LocalOptions.class)
public final class LocalAuthProvider implements AccountKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(LocalAuthProvider.class);
    /** Below the time limit of a plugin call, so that a flood of logins never looks like a plugin that hangs. */
    private static final Duration LONGEST_HASHING_WAIT = Duration.ofSeconds(4);

    private final PasswordHasher hasher;
    private final LocalAccounts accounts;
    private volatile LocalSettings settings;
    private volatile List<ConfigurationProblem> problems = List.of();

    /** @param properties the options, see {@link LocalOptions} */
    @Activate
    public LocalAuthProvider(@Reference AccountStore store, Map<String, Object> properties) {
        this(store, new PasswordHasher(LocalSettings.DEFAULT_ITERATIONS, new HashingLimit(1, LONGEST_HASHING_WAIT)), Clock.systemUTC());
        modified(properties);
    }

    LocalAuthProvider(AccountStore store, PasswordHasher hasher, Clock clock) {
        this.hasher = hasher;
        this.accounts = new LocalAccounts(store, hasher, clock);
        this.settings = LocalSettings.defaults();
    }

    @Modified
    void modified(Map<String, Object> properties) {
        OptionReader options = new OptionReader(properties);
        settings = LocalSettings.read(options, settings);
        hasher.configure(settings.iterations(), settings.parallelHashes());
        problems = options.problems();
        problems.forEach(p -> LOG.error("Configuration {}, option {}", LocalOptions.PID, p));
    }

    LocalSettings settings() {
        return settings;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public List<ConfigurationProblem> configurationProblems() {
        return problems;
    }

    @Override
    public Authentication authenticate(String login, char[] password) throws AuthProviderException {
        try {
            Optional<StoredAccount> found = accounts.stored(login);
            if (found.isEmpty()) {
                hasher.pretend(password);
                return new Authentication.Unknown();
            }
            StoredAccount account = found.get();
            // The password of a disabled account is checked as well, so that time does not tell which are.
            if (!hasher.verify(password, account.passwordHash()) || !account.user().enabled()) {
                return new Authentication.Refused();
            }
            if (hasher.isOutdated(account.passwordHash())) {
                renewHash(account, password);
            }
            return new Authentication.Accepted(account.user().identity());
        } catch (StoreException e) {
            throw silent(e);
        } catch (HashingBusyException e) {
            throw new AuthProviderException(e.getMessage(), e);
        }
    }

    /** The old hash is still good: a login does not fail because it could not be replaced. */
    private void renewHash(StoredAccount account, char[] password) {
        try {
            accounts.renewHash(account, password);
        } catch (StoreException | HashingBusyException e) {
            LOG.warn("The password hash of {} keeps its old cost until the next login", account.user().login(), e);
        }
    }

    @Override
    public Optional<Identity> identity(String login) throws AuthProviderException {
        try {
            return accounts.stored(login).map(StoredAccount::user).filter(User::enabled).map(User::identity);
        } catch (StoreException e) {
            throw silent(e);
        }
    }

    private static AuthProviderException silent(StoreException failure) {
        return new AuthProviderException("the database does not answer", failure);
    }

    @Override
    public VolumeVerdict volumes(Identity identity, List<VolumeRequest> requests) {
        return HomeVolume.verdict(identity, requests);
    }

    @Override
    public List<User> accounts() {
        return accounts.all();
    }

    @Override
    public Optional<User> account(String login) {
        return accounts.one(login);
    }

    @Override
    public User create(NewUser user) {
        return accounts.create(user);
    }

    @Override
    public User change(String login, UserChange change) {
        return accounts.change(login, change);
    }

    @Override
    public void delete(String login) {
        accounts.delete(login);
    }
}
