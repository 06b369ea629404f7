package org.godocker.auth.local;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.godocker.api.error.ConflictException;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.error.ServiceException;
import org.godocker.api.error.StorageFullException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.user.Identity;
import org.godocker.api.user.NewUser;
import org.godocker.api.user.User;
import org.godocker.api.user.UserChange;
import org.godocker.spi.store.AccountStore;
import org.godocker.spi.store.AccountStore.StoredAccount;
import org.godocker.spi.store.StoreException;

/**
 * Makes, changes and removes accounts. The store replaces whole accounts, so changes are made one after the other; the
 * slow hashing of passwords comes before.
 */
final class LocalAccounts {

    private final AccountStore store;
    private final PasswordHasher hasher;
    private final Clock clock;
    private final Object writing = new Object();

    LocalAccounts(AccountStore store, PasswordHasher hasher, Clock clock) {
        this.store = store;
        this.hasher = hasher;
        this.clock = clock;
    }

    List<User> all() {
        try {
            return store.list();
        } catch (StoreException e) {
            throw refusal(e);
        }
    }

    Optional<User> one(String login) {
        try {
            return stored(login).map(StoredAccount::user);
        } catch (StoreException e) {
            throw refusal(e);
        }
    }

    /** @throws StoreException when the database does not answer */
    Optional<StoredAccount> stored(String login) {
        return AccountRules.isLogin(login) ? store.find(login) : Optional.empty();
    }

    User create(NewUser wanted) {
        AccountRules.check(wanted);
        try {
            refuseTaken(wanted.login(), wanted.uid());
            String hash = hash(wanted.password());
            Arrays.fill(wanted.password(), '\0');
            Identity identity = new Identity(wanted.login(), wanted.uid(), wanted.gid(),
                    Objects.requireNonNullElse(wanted.groups(), List.of()), text(wanted.home()), text(wanted.mail()),
                    wanted.administrator());
            // Whole milliseconds, so that what is answered now is what the database says later.
            User user = new User(identity, true, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            synchronized (writing) {
                insert(user, hash);
            }
            return user;
        } catch (StoreException e) {
            throw refusal(e);
        }
    }

    private void insert(User user, String hash) {
        try {
            store.insert(user, hash);
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.DUPLICATE) {
                // Somebody was faster; say which of the two it was.
                refuseTaken(user.login(), user.identity().uid());
            }
            throw e;
        }
    }

    private void refuseTaken(String login, int uid) {
        if (store.find(login).isPresent()) {
            throw new ConflictException("LOGIN_TAKEN", "there is an account " + login + " already");
        }
        store.findByUid(uid).ifPresent(other -> {
            throw new ConflictException("UID_TAKEN", "uid " + uid + " is that of " + other.login());
        });
    }

    User change(String login, UserChange change) {
        AccountRules.check(change);
        try {
            find(login);
            Optional<String> hash = change.password().map(this::hash);
            synchronized (writing) {
                User before = find(login);
                User after = changed(before, change);
                if (!store.update(after, hash, mustKeepAdministrator(after))) {
                    throw unknown(login);
                }
                return after;
            }
        } catch (StoreException e) {
            throw refusal(e);
        }
    }

    private static User changed(User before, UserChange change) {
        Identity old = before.identity();
        return new User(new Identity(old.login(), old.uid(), change.gid().orElse(old.gid()),
                change.groups().orElse(old.groups()),
                change.home().isPresent() ? text(change.home().get()) : old.home(),
                change.mail().isPresent() ? text(change.mail().get()) : old.mail(),
                change.administrator().orElse(old.administrator())),
                change.enabled().orElse(before.enabled()), before.created());
    }

    void delete(String login) {
        try {
            synchronized (writing) {
                find(login);
                if (!store.delete(login, hasAdministrator())) {
                    throw unknown(login);
                }
            }
        } catch (StoreException e) {
            throw refusal(e);
        }
    }

    /** Stores a new hash of a password that was just found right, unless the account has changed meanwhile. */
    void renewHash(StoredAccount seen, char[] password) throws HashingBusyException {
        String hash = hasher.hash(password);
        synchronized (writing) {
            Optional<StoredAccount> now = store.find(seen.user().login());
            if (now.isPresent() && now.get().passwordHash().equals(seen.passwordHash())) {
                store.update(now.get().user(), Optional.of(hash), false);
            }
        }
    }

    private boolean mustKeepAdministrator(User after) {
        boolean remains = after.enabled() && after.identity().administrator();
        return !remains && hasAdministrator();
    }

    /** Where nobody administers yet, there is nobody to keep. */
    private boolean hasAdministrator() {
        return store.countAdministrators() > 0;
    }

    private User find(String login) {
        return stored(login).map(StoredAccount::user).orElseThrow(() -> unknown(login));
    }

    private String hash(char[] password) {
        try {
            return hasher.hash(password);
        } catch (HashingBusyException e) {
            throw new UnavailableException(e.getMessage(), e);
        }
    }

    private static Optional<String> text(String text) {
        return Optional.ofNullable(text).filter(t -> !t.isEmpty());
    }

    private static NotFoundException unknown(String login) {
        return new NotFoundException("there is no account " + login);
    }

    private static ServiceException refusal(StoreException failure) {
        return switch (failure.kind()) {
            case STALE -> new ConflictException("LAST_ADMINISTRATOR",
                    "this is the last enabled administrator; make another one first");
            case FULL -> new StorageFullException("the disk of the database is full", failure);
            case DUPLICATE, UNAVAILABLE -> new UnavailableException("the database does not answer; try again later", failure);
        };
    }
}
