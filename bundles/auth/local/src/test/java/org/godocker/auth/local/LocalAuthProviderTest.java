package org.godocker.auth.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.godocker.api.error.ConflictException;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.error.StorageFullException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.job.VolumeRequest;
import org.godocker.api.user.Identity;
import org.godocker.api.user.NewUser;
import org.godocker.api.user.User;
import org.godocker.api.user.UserChange;
import org.godocker.spi.auth.AuthProviderException;
import org.godocker.spi.auth.Authentication;
import org.godocker.spi.auth.VolumeGrant;
import org.godocker.spi.auth.VolumeVerdict;
import org.godocker.spi.config.ConfigurationProblem;
import org.godocker.spi.store.AccountStore;
import org.godocker.spi.store.StoreException;
import org.godocker.testkit.store.InMemoryAccountStore;
import org.godocker.testkit.time.VirtualTime;
import org.junit.jupiter.api.Test;

class LocalAuthProviderTest {

    private static final int COST = 1000;

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T12:00:00.123456Z"));
    private final AccountStore store = new InMemoryAccountStore();
    private final PasswordHasher hasher = new PasswordHasher(COST, new HashingLimit(2, Duration.ofSeconds(30)));
    private final LocalAuthProvider provider = new LocalAuthProvider(store, hasher, time.clock());

    private static NewUser wanted(String login, int uid, boolean administrator) {
        return new NewUser(login, ("password of " + login).toCharArray(), uid, 100, List.of(200, 300, 200), "/home/" + login,
                login + "@example.org", administrator);
    }

    private static char[] passwordOf(String login) {
        return ("password of " + login).toCharArray();
    }

    private static UserChange password(String password) {
        return new UserChange(Optional.of(password.toCharArray()), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static UserChange enabled(boolean enabled) {
        return new UserChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.of(enabled));
    }

    private static UserChange administrator(boolean administrator) {
        return new UserChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.of(administrator), Optional.empty());
    }

    @Test
    void aNewAccountCanLogIn() throws Exception {
        User user = provider.create(wanted("ada", 1001, false));

        assertThat(user).isEqualTo(new User(new Identity("ada", 1001, 100, List.of(200, 300), Optional.of("/home/ada"),
                Optional.of("ada@example.org"), false), true, Instant.parse("2026-03-01T12:00:00.123Z")));
        assertThat(provider.account("ada")).contains(user);
        assertThat(provider.accounts()).containsExactly(user);
        assertThat(provider.identity("ada")).contains(user.identity());
        assertThat(provider.authenticate("ada", passwordOf("ada"))).isEqualTo(new Authentication.Accepted(user.identity()));
        assertThat(provider.authenticate("ada", "wrong".toCharArray())).isEqualTo(new Authentication.Refused());
        assertThat(provider.authenticate("bob", passwordOf("ada"))).isEqualTo(new Authentication.Unknown());
        assertThat(provider.identity("bob")).isEmpty();
    }

    @Test
    void theWantedPasswordIsWipedOnceItIsHashed() {
        NewUser wanted = wanted("ada", 1001, false);

        provider.create(wanted);

        assertThat(wanted.password()).containsOnly('\0');
    }

    @Test
    void checkingLeavesThePasswordAlone() throws Exception {
        provider.create(wanted("ada", 1001, false));
        char[] password = passwordOf("ada");

        provider.authenticate("ada", password);

        assertThat(password).isEqualTo(passwordOf("ada"));
    }

    @Test
    void unknownWrongAndDisabledCostTheSame() throws Exception {
        provider.create(wanted("ada", 1001, false));
        provider.create(wanted("off", 1002, false));
        provider.change("off", enabled(false));

        for (String login : List.of("ada", "off", "nobody", "", "No Such\nLogin")) {
            long before = hasher.work();
            provider.authenticate(login, "wrong password".toCharArray());
            assertThat(hasher.work() - before).as(login).isEqualTo(COST);
        }
    }

    @Test
    void aDisabledAccountIsRefusedAndHasNoIdentity() throws Exception {
        provider.create(wanted("ada", 1001, false));

        provider.change("ada", enabled(false));

        assertThat(provider.authenticate("ada", passwordOf("ada"))).isEqualTo(new Authentication.Refused());
        assertThat(provider.identity("ada")).isEmpty();
        assertThat(provider.account("ada")).get().extracting(User::enabled).isEqualTo(false);
        provider.change("ada", enabled(true));
        assertThat(provider.authenticate("ada", passwordOf("ada"))).isInstanceOf(Authentication.Accepted.class);
    }

    @Test
    void loginsAndUidsAreTakenOnce() {
        provider.create(wanted("ada", 1001, false));

        ConflictException login = catchThrowableOfType(ConflictException.class, () -> provider.create(wanted("ada", 1002, false)));
        ConflictException uid = catchThrowableOfType(ConflictException.class, () -> provider.create(wanted("bob", 1001, false)));

        assertThat(login.code()).isEqualTo("LOGIN_TAKEN");
        assertThat(uid.code()).isEqualTo("UID_TAKEN");
        assertThat(uid).hasMessageContaining("1001").hasMessageContaining("ada");
        assertThat(provider.accounts()).hasSize(1);
    }

    @Test
    void ofManyAtOnceOneTakesTheLogin() throws Exception {
        int many = 8;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        CyclicBarrier together = new CyclicBarrier(many);
        List<Future<String>> outcomes = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            int uid = 1000 + i;
            outcomes.add(threads.submit(() -> {
                together.await();
                try {
                    provider.create(wanted("ada", uid, false));
                    return "MADE";
                } catch (ConflictException e) {
                    return e.code();
                }
            }));
        }
        List<String> codes = new ArrayList<>();
        for (Future<String> outcome : outcomes) {
            codes.add(outcome.get(60, TimeUnit.SECONDS));
        }
        threads.shutdown();

        assertThat(codes).containsOnlyOnce("MADE");
        assertThat(codes.stream().filter("LOGIN_TAKEN"::equals)).hasSize(many - 1);
    }

    @Test
    void changesAtOnceAreAllKept() throws Exception {
        provider.create(wanted("ada", 1001, false));
        List<UserChange> changes = List.of(password("another password"), enabled(false), administrator(true),
                new UserChange(Optional.empty(), Optional.of(42), Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.empty(), Optional.empty()),
                new UserChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(""), Optional.empty(),
                        Optional.empty(), Optional.empty()));
        ExecutorService threads = Executors.newFixedThreadPool(changes.size());
        CyclicBarrier together = new CyclicBarrier(changes.size());
        List<Future<User>> outcomes = changes.stream().map(change -> threads.submit(() -> {
            together.await();
            return provider.change("ada", change);
        })).toList();
        for (Future<User> outcome : outcomes) {
            outcome.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();

        User ada = provider.account("ada").orElseThrow();
        assertThat(ada.enabled()).isFalse();
        assertThat(ada.identity()).isEqualTo(new Identity("ada", 1001, 42, List.of(200, 300), Optional.empty(),
                Optional.of("ada@example.org"), true));
        provider.change("ada", enabled(true));
        assertThat(provider.authenticate("ada", "another password".toCharArray())).isInstanceOf(Authentication.Accepted.class);
    }

    @Test
    void anUnfitChangeChangesNothing() {
        User ada = provider.create(wanted("ada", 1001, false));
        UserChange change = new UserChange(Optional.of("short".toCharArray()), Optional.of(5), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.of(true), Optional.empty());

        assertThatThrownBy(() -> provider.change("ada", change)).isInstanceOf(InvalidRequestException.class);

        assertThat(provider.account("ada")).contains(ada);
    }

    @Test
    void whatDoesNotExistCannotBeChangedOrRemoved() {
        assertThatThrownBy(() -> provider.change("ada", enabled(false))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> provider.delete("ada")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void theLastAdministratorStays() {
        provider.create(wanted("ada", 1001, true));
        provider.create(wanted("bob", 1002, false));

        for (Runnable attempt : List.<Runnable>of(() -> provider.delete("ada"), () -> provider.change("ada", enabled(false)),
                () -> provider.change("ada", administrator(false)))) {
            ConflictException refusal = catchThrowableOfType(ConflictException.class, attempt::run);
            assertThat(refusal.code()).isEqualTo("LAST_ADMINISTRATOR");
        }
        provider.change("bob", administrator(true));
        provider.delete("ada");

        assertThat(provider.accounts()).extracting(User::login).containsExactly("bob");
    }

    @Test
    void whereNobodyAdministersYetOthersCanBeManaged() {
        provider.create(wanted("bob", 1002, false));

        provider.change("bob", enabled(false));
        provider.delete("bob");

        assertThat(provider.accounts()).isEmpty();
    }

    @Test
    void aHashOfLessCostIsRenewedByTheNextLogin() throws Exception {
        provider.create(wanted("ada", 1001, false));
        hasher.configure(COST * 3, 1);

        provider.authenticate("ada", "wrong".toCharArray());
        assertThat(store.find("ada").orElseThrow().passwordHash()).startsWith("pbkdf2-sha512$1$1000$");
        provider.authenticate("ada", passwordOf("ada"));

        assertThat(store.find("ada").orElseThrow().passwordHash()).startsWith("pbkdf2-sha512$1$3000$");
        assertThat(provider.authenticate("ada", passwordOf("ada"))).isInstanceOf(Authentication.Accepted.class);
    }

    @Test
    void aLoginDoesNotFailBecauseItsHashCannotBeRenewed() throws Exception {
        provider.create(wanted("ada", 1001, false));
        hasher.configure(COST * 3, 1);
        LocalAuthProvider onFullDisk = new LocalAuthProvider(failing(StoreException.Kind.FULL, "update"), hasher, time.clock());

        assertThat(onFullDisk.authenticate("ada", passwordOf("ada"))).isInstanceOf(Authentication.Accepted.class);
    }

    @Test
    void aSilentDatabaseIsSaidToBeSilent() {
        LocalAuthProvider silent = new LocalAuthProvider(failing(StoreException.Kind.UNAVAILABLE, ""), hasher, time.clock());

        assertThatThrownBy(() -> silent.authenticate("ada", passwordOf("ada"))).isInstanceOf(AuthProviderException.class)
                .hasCauseInstanceOf(StoreException.class);
        assertThatThrownBy(() -> silent.identity("ada")).isInstanceOf(AuthProviderException.class);
        assertThatThrownBy(silent::accounts).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> silent.account("ada")).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> silent.create(wanted("ada", 1, true))).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> silent.delete("ada")).isInstanceOf(UnavailableException.class);
        LocalAuthProvider full = new LocalAuthProvider(failing(StoreException.Kind.FULL, "insert"), hasher, time.clock());
        assertThatThrownBy(() -> full.create(wanted("ada", 1, true))).isInstanceOf(StorageFullException.class);
    }

    @Test
    void theDatabaseIsNotBotheredWithWhatCannotBeALogin() throws Exception {
        LocalAuthProvider silent = new LocalAuthProvider(failing(StoreException.Kind.UNAVAILABLE, ""), hasher, time.clock());

        for (String login : List.of("", "a\0b", "Ada", "x".repeat(10_000))) {
            assertThat(silent.authenticate(login, "some password".toCharArray())).isEqualTo(new Authentication.Unknown());
            assertThat(silent.identity(login)).isEmpty();
            assertThat(silent.account(login)).isEmpty();
        }
    }

    /** The store, with one method (or all, when empty) failing. */
    private AccountStore failing(StoreException.Kind kind, String method) {
        return (AccountStore) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {AccountStore.class},
                (proxy, called, arguments) -> {
                    if (method.isEmpty() || called.getName().equals(method)) {
                        throw new StoreException(kind, "ordered", null);
                    }
                    return called.invoke(store, arguments);
                });
    }

    @Test
    void homeIsTheVolumeThereIs() {
        Identity ada = provider.create(wanted("ada", 1001, false)).identity();

        assertThat(provider.volumes(ada, List.of(new VolumeRequest("home", false))))
                .isEqualTo(new VolumeVerdict.Granted(List.of(new VolumeGrant("home", "/home/ada", "/mnt/home", false))));
        assertThat(provider.volumes(ada, List.of(new VolumeRequest("home", true))))
                .isEqualTo(new VolumeVerdict.Granted(List.of(new VolumeGrant("home", "/home/ada", "/mnt/home", true))));
        assertThat(provider.volumes(ada, List.of())).isEqualTo(new VolumeVerdict.Granted(List.of()));
        assertThat(provider.volumes(ada, List.of(new VolumeRequest("home", true), new VolumeRequest("/etc", true))))
                .isInstanceOfSatisfying(VolumeVerdict.Refused.class, refused -> {
                    assertThat(refused.volume()).isEqualTo("/etc");
                    assertThat(refused.message()).contains("there is: home");
                });
    }

    @Test
    void whoHasNoHomeIsTold() {
        Identity homeless = new Identity("ada", 1, 1, List.of(), Optional.empty(), Optional.empty(), false);

        assertThat(provider.volumes(homeless, List.of(new VolumeRequest("home", false))))
                .isInstanceOfSatisfying(VolumeVerdict.Refused.class, r -> assertThat(r.message()).contains("no home directory"));
        assertThat(provider.volumes(homeless, List.of(new VolumeRequest("data", false))))
                .isInstanceOfSatisfying(VolumeVerdict.Refused.class, r -> assertThat(r.message()).doesNotContain("home"));
    }

    @Test
    void aMalformedOptionKeepsItsValue() {
        LocalAuthProvider configured = new LocalAuthProvider(store, Map.of("iterations", "300000", "parallel-hashes", "3"));
        assertThat(configured.settings()).isEqualTo(new LocalSettings(300_000, 3));
        assertThat(configured.configurationProblems()).isEmpty();

        configured.modified(Map.of("iterations", "1", "parallel-hashes", "2", "itreations", "5"));

        assertThat(configured.settings()).isEqualTo(new LocalSettings(300_000, 2));
        assertThat(configured.configurationProblems()).extracting(ConfigurationProblem::option).containsExactly("iterations", "itreations");
        configured.modified(Map.of());
        assertThat(configured.settings()).isEqualTo(LocalSettings.defaults());
    }

    @Test
    void noHashShowsInToString() {
        provider.create(wanted("ada", 1001, false));

        assertThat(store.find("ada").orElseThrow().toString()).doesNotContain("pbkdf2");
        assertThat(wanted("ada", 1, false).toString()).doesNotContain("password of");
    }
}
