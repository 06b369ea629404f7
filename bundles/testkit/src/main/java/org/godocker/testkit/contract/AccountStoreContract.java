package org.godocker.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.godocker.testkit.contract.JobStoreContract.assertFails;

import java.util.List;
import java.util.Optional;
import org.godocker.api.user.Identity;
import org.godocker.api.user.User;
import org.godocker.spi.store.AccountStore;
import org.godocker.spi.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every account store must do. */
@Timeout(60)
public abstract class AccountStoreContract {

    private AccountStore store;

    /** An empty store. */
    protected abstract AccountStore newStore();

    @BeforeEach
    void openStore() {
        store = newStore();
    }

    @Test
    @DisplayName("accounts come back as they were written")
    void keepsAccounts() {
        User full = new User(new Identity("ann", 1001, 1002, List.of(30, 20), Optional.of("/home/\u00e4nn"), Optional.of("ann@example.org"), true),
                true, JobFixtures.TIME);
        User bare = user("bob", 1003, false, false);
        store.insert(bare, "hash-b");
        store.insert(full, "hash-a");

        assertThat(store.list()).containsExactly(full, bare);
        AccountStore.StoredAccount found = store.find("ann").orElseThrow();
        assertThat(found.user()).isEqualTo(full);
        assertThat(found.passwordHash()).isEqualTo("hash-a");
        assertThat(found.toString()).doesNotContain("hash-a");
        assertThat(store.findByUid(1003)).contains(bare);
        assertThat(store.findByUid(1)).isEmpty();
        assertThat(store.find("nobody")).isEmpty();
        assertThat(store.find("ANN")).isEmpty();
        assertThat(store.countAdministrators()).isOne();
    }

    @Test
    @DisplayName("logins and uids are used once, and a refused account leaves nothing behind")
    void refusesDuplicates() {
        store.insert(user("ann", 1001, true, true), "h");
        assertFails(StoreException.Kind.DUPLICATE, () -> store.insert(user("ann", 1002, true, false), "h"));
        assertFails(StoreException.Kind.DUPLICATE, () -> store.insert(user("bob", 1001, true, false), "h"));
        assertThat(store.list()).extracting(User::login).containsExactly("ann");
        store.insert(user("bob", 1002, true, false), "h");
        assertFails(StoreException.Kind.DUPLICATE, () -> store.update(user("bob", 1001, true, false), Optional.empty(), true));
        assertThat(store.find("bob").orElseThrow().user().identity().uid()).isEqualTo(1002);
    }

    @Test
    @DisplayName("a change replaces the account, and the password only when there is one")
    void changes() {
        store.insert(user("root1", 1000, true, true), "h");
        store.insert(user("ann", 1001, true, false), "old");
        User changed = new User(new Identity("ann", 1001, 2000, List.of(7), Optional.of("/h"), Optional.empty(), false), false, JobFixtures.TIME);
        assertThat(store.update(changed, Optional.empty(), true)).isTrue();
        assertThat(store.find("ann").orElseThrow()).isEqualTo(new AccountStore.StoredAccount(changed, "old"));
        assertThat(store.update(user("ann", 1001, true, false), Optional.of("new"), true)).isTrue();
        assertThat(store.find("ann").orElseThrow().passwordHash()).isEqualTo("new");
        assertThat(store.find("ann").orElseThrow().user().identity().groups()).isEmpty();
        assertThat(store.update(user("nobody", 1009, true, false), Optional.empty(), false)).isFalse();
        assertThat(store.find("nobody")).isEmpty();
    }

    @Test
    @DisplayName("the last enabled administrator stays one, unless that is not asked for")
    void keepsAnAdministrator() {
        store.insert(user("root1", 1000, true, true), "h");
        store.insert(user("root2", 1001, false, true), "h");
        assertFails(StoreException.Kind.STALE, () -> store.delete("root1", true));
        assertFails(StoreException.Kind.STALE, () -> store.update(user("root1", 1000, true, false), Optional.empty(), true));
        assertFails(StoreException.Kind.STALE, () -> store.update(user("root1", 1000, false, true), Optional.empty(), true));
        assertThat(store.countAdministrators()).isOne();

        store.update(user("root2", 1001, true, true), Optional.empty(), true);
        assertThat(store.countAdministrators()).isEqualTo(2);
        assertThat(store.delete("root1", true)).isTrue();
        assertThat(store.delete("root1", true)).isFalse();
        assertThat(store.delete("root2", false)).isTrue();
        assertThat(store.list()).isEmpty();
    }

    private static User user(String login, int uid, boolean enabled, boolean administrator) {
        return new User(new Identity(login, uid, 100, List.of(), Optional.empty(), Optional.empty(), administrator), enabled, JobFixtures.TIME);
    }
}
