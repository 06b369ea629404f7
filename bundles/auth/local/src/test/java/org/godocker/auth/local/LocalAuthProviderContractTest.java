package org.godocker.auth.local;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.godocker.api.user.NewUser;
import org.godocker.api.user.UserChange;
import org.godocker.spi.auth.AuthProvider;
import org.godocker.testkit.contract.AuthProviderContract;
import org.godocker.testkit.store.InMemoryAccountStore;
import org.godocker.testkit.time.VirtualTime;
import org.junit.jupiter.api.BeforeEach;

class LocalAuthProviderContractTest extends AuthProviderContract {

    private static final KnownUser ADA = new KnownUser("ada", "Correct horse 7");
    private static final KnownUser OFF = new KnownUser("off", "Battery staple 8");

    // Dear enough for the time of a hash to be most of the time of a login.
    private final LocalAuthProvider provider = new LocalAuthProvider(new InMemoryAccountStore(),
            new PasswordHasher(30_000, new HashingLimit(2, Duration.ofSeconds(60))), new VirtualTime().clock());

    @BeforeEach
    void prepare() {
        provider.create(user(ADA, 1001));
        provider.create(user(OFF, 1002));
        provider.change(OFF.login(), new UserChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.of(false)));
    }

    private static NewUser user(KnownUser user, int uid) {
        return new NewUser(user.login(), user.password().toCharArray(), uid, 100, List.of(), "/home/" + user.login(), null, false);
    }

    @Override
    protected AuthProvider provider() {
        return provider;
    }

    @Override
    protected KnownUser knownUser() {
        return ADA;
    }

    @Override
    protected Optional<KnownUser> disabledUser() {
        return Optional.of(OFF);
    }

    @Override
    protected Optional<String> writableVolume() {
        return Optional.of("home");
    }
}
