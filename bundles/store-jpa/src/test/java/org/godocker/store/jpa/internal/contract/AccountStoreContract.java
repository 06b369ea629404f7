package org.godocker.store.jpa.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.godocker.store.jpa.internal.contract.JobStoreContract.refused;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.godocker.api.user.Identity;
import org.godocker.api.user.User;
import org.godocker.spi.store.AccountStore;
import org.godocker.spi.store.StoreException;
import org.godocker.spi.store.StoreException.Kind;
import org.junit.jupiter.api.Test;

/** What every account store does. */
public abstract class AccountStoreContract {

    /** The store under test, empty at the start of each test; the same one whenever it is asked for. */
    protected abstract AccountStore store();

    private static User user(String login, int uid, boolean administrator, boolean enabled) {
        return new User(new Identity(login, uid, 100, List.of(200, 300), Optional.of("/home/" + login), Optional.of(login + "@example.org"),
                administrator), enabled, Instant.parse("2026-01-02T03:04:05.000000006Z"));
    }

    @Test
    void accountComesBackAsItWasWritten() {
        User bare = new User(new Identity("bob", 2, 3, List.of(), Optional.empty(), Optional.empty(), false), false, Instant.EPOCH);
        store().insert(user("ann", 1, true, true), "hash-a");
        store().insert(bare, "hash-b");
        assertThat(store().find("ann").orElseThrow()).isEqualTo(new AccountStore.StoredAccount(user("ann", 1, true, true), "hash-a"));
        assertThat(store().find("bob").orElseThrow().user()).isEqualTo(bare);
        assertThat(store().findByUid(2)).contains(bare);
        assertThat(store().list()).containsExactly(user("ann", 1, true, true), bare);
        assertThat(store().find("eve")).isEmpty();
        assertThat(store().findByUid(9)).isEmpty();
        assertThat(store().find("ANN")).isEmpty();
    }

    @Test
    void loginAndUidAreTakenOnce() {
        store().insert(user("ann", 1, false, true), "h");
        refused(Kind.DUPLICATE, () -> store().insert(user("ann", 2, false, true), "h"));
        refused(Kind.DUPLICATE, () -> store().insert(user("bob", 1, false, true), "h"));
        store().insert(user("bob", 2, false, true), "h");
        refused(Kind.DUPLICATE, () -> store().update(user("bob", 1, false, true), Optional.empty(), false));
        assertThat(store().findByUid(2)).contains(user("bob", 2, false, true));
    }

    @Test
    void updateReplacesAndKeepsThePasswordUnlessGiven() {
        store().insert(user("ann", 1, false, true), "old");
        User changed = new User(new Identity("ann", 5, 6, List.of(7), Optional.empty(), Optional.of("m"), true), false, Instant.EPOCH);
        assertThat(store().update(changed, Optional.empty(), false)).isTrue();
        assertThat(store().find("ann").orElseThrow()).isEqualTo(new AccountStore.StoredAccount(changed, "old"));
        assertThat(store().update(changed, Optional.of("new"), false)).isTrue();
        assertThat(store().find("ann").orElseThrow().passwordHash()).isEqualTo("new");
        assertThat(store().update(user("eve", 9, false, true), Optional.empty(), false)).isFalse();
        assertThat(store().delete("ann", false)).isTrue();
        assertThat(store().delete("ann", false)).isFalse();
        assertThat(store().list()).isEmpty();
    }

    @Test
    void lastEnabledAdministratorIsKept() {
        store().insert(user("ann", 1, true, true), "h");
        store().insert(user("off", 2, true, false), "h");
        assertThat(store().countAdministrators()).isEqualTo(1);
        refused(Kind.STALE, () -> store().delete("ann", true));
        refused(Kind.STALE, () -> store().update(user("ann", 1, false, true), Optional.empty(), true));
        refused(Kind.STALE, () -> store().update(user("ann", 1, true, false), Optional.empty(), true));
        assertThat(store().update(user("ann", 7, true, true), Optional.empty(), true)).isTrue();
        assertThat(store().update(user("off", 2, true, true), Optional.empty(), true)).isTrue();
        assertThat(store().delete("ann", true)).isTrue();
        assertThat(store().delete("off", false)).isTrue();
        assertThat(store().countAdministrators()).isZero();
    }

    @Test
    void twoAdministratorsCannotRemoveEachOtherAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                store().insert(user("ann", 1, true, true), "h");
                store().insert(user("bob", 2, true, true), "h");
                List<Callable<Boolean>> both = List.of(() -> removed("ann"), () -> removed("bob"));
                int removed = 0;
                for (var outcome : threads.invokeAll(both)) {
                    removed += outcome.get() ? 1 : 0;
                }
                assertThat(removed).isEqualTo(1);
                assertThat(store().countAdministrators()).isEqualTo(1);
                store().delete("ann", false);
                store().delete("bob", false);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean removed(String login) {
        try {
            return store().delete(login, true);
        } catch (StoreException e) {
            assertThat(e.kind()).isEqualTo(Kind.STALE);
            return false;
        }
    }

    @Test
    void hashesAreNotInAnyText() {
        store().insert(user("ann", 1, true, true), "secret-hash");
        assertThat(store().find("ann").orElseThrow().toString()).doesNotContain("secret-hash");
    }
}
