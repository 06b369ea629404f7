package org.godocker.testkit.store;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.godocker.api.user.User;
import org.godocker.spi.store.AccountStore;
import org.godocker.spi.store.StoreException;

/** Accounts in memory. */
public final class InMemoryAccountStore implements AccountStore {

    private final TreeMap<String, StoredAccount> accounts = new TreeMap<>();

    @Override
    public synchronized List<User> list() {
        return accounts.values().stream().map(StoredAccount::user).toList();
    }

    @Override
    public synchronized Optional<StoredAccount> find(String login) {
        return Optional.ofNullable(accounts.get(login));
    }

    @Override
    public synchronized Optional<User> findByUid(int uid) {
        return accounts.values().stream().map(StoredAccount::user).filter(user -> user.identity().uid() == uid).findFirst();
    }

    @Override
    public synchronized long countAdministrators() {
        return accounts.values().stream().filter(account -> administers(account.user())).count();
    }

    private static boolean administers(User user) {
        return user.enabled() && user.identity().administrator();
    }

    @Override
    public synchronized void insert(User user, String passwordHash) {
        if (accounts.containsKey(user.login())) {
            throw duplicate("login " + user.login() + " is taken");
        }
        checkUid(user);
        accounts.put(user.login(), new StoredAccount(user, passwordHash));
    }

    private void checkUid(User user) {
        findByUid(user.identity().uid()).filter(other -> !other.login().equals(user.login())).ifPresent(other -> {
            throw duplicate("uid " + user.identity().uid() + " is taken by " + other.login());
        });
    }

    private static StoreException duplicate(String message) {
        return new StoreException(StoreException.Kind.DUPLICATE, message, null);
    }

    @Override
    public synchronized boolean update(User user, Optional<String> passwordHash, boolean keepAdministrator) {
        StoredAccount old = accounts.get(user.login());
        if (old == null) {
            return false;
        }
        checkUid(user);
        checkAdministratorLeft(old.user(), administers(user), keepAdministrator);
        accounts.put(user.login(), new StoredAccount(user, passwordHash.orElse(old.passwordHash())));
        return true;
    }

    @Override
    public synchronized boolean delete(String login, boolean keepAdministrator) {
        StoredAccount old = accounts.get(login);
        if (old == null) {
            return false;
        }
        checkAdministratorLeft(old.user(), false, keepAdministrator);
        accounts.remove(login);
        return true;
    }

    private void checkAdministratorLeft(User changed, boolean stays, boolean keepAdministrator) {
        if (keepAdministrator && !stays
                && accounts.values().stream().noneMatch(a -> administers(a.user()) && !a.user().login().equals(changed.login()))) {
            throw new StoreException(StoreException.Kind.STALE, "no enabled administrator would be left", null);
        }
    }
}
