package org.godocker.engine.internal.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.godocker.api.error.ConflictException;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.user.Identity;
import org.godocker.api.user.NewUser;
import org.godocker.api.user.User;
import org.godocker.api.user.UserChange;
import org.godocker.spi.auth.AccountKeeper;

/** Accounts in memory, with just the rules the tests need. */
final class FakeKeeper extends FakeProvider implements AccountKeeper {

    private final TreeMap<String, User> accounts = new TreeMap<>();

    FakeKeeper(String name) {
        super(name);
    }

    FakeKeeper withAccount(String login, int uid, boolean administrator, String password) {
        put(new User(identity(login, uid, administrator), true, Instant.EPOCH), password);
        return this;
    }

    private synchronized void put(User user, String password) {
        accounts.put(user.login(), user);
        passwords.put(user.login(), password);
        if (user.enabled()) {
            users.put(user.login(), user.identity());
        } else {
            users.remove(user.login());
        }
    }

    synchronized void deleteAllForTest() {
        accounts.clear();
        users.clear();
        passwords.clear();
    }

    private void checkAnswers() {
        if (silent) {
            throw new UnavailableException("the database does not answer");
        }
    }

    @Override
    public synchronized List<User> accounts() {
        checkAnswers();
        return List.copyOf(accounts.values());
    }

    @Override
    public synchronized Optional<User> account(String login) {
        checkAnswers();
        return Optional.ofNullable(accounts.get(login));
    }

    @Override
    public synchronized User create(NewUser user) {
        checkAnswers();
        if (user.password().length < 8) {
            throw InvalidRequestException.of("password", "length", "must have 8 characters");
        }
        if (accounts.containsKey(user.login())) {
            throw new ConflictException("LOGIN_TAKEN", "taken");
        }
        User made = new User(new Identity(user.login(), user.uid(), user.gid(), user.groups() == null ? List.of() : user.groups(),
                Optional.ofNullable(user.home()), Optional.ofNullable(user.mail()), user.administrator()), true, Instant.EPOCH);
        put(made, new String(user.password()));
        return made;
    }

    @Override
    public synchronized User change(String login, UserChange change) {
        checkAnswers();
        User before = account(login).orElseThrow(() -> new NotFoundException("no account " + login));
        change.password().filter(p -> p.length < 8).ifPresent(p -> {
            throw InvalidRequestException.of("password", "length", "must have 8 characters");
        });
        Identity old = before.identity();
        Identity identity = identity(login, old.uid(), change.administrator().orElse(old.administrator()));
        User after = new User(identity, change.enabled().orElse(before.enabled()), before.created());
        put(after, change.password().map(String::new).orElse(passwords.get(login)));
        return after;
    }

    @Override
    public synchronized void delete(String login) {
        checkAnswers();
        if (accounts.get(login).identity().administrator()
                && accounts.values().stream().filter(u -> u.identity().administrator()).count() == 1) {
            throw new ConflictException("LAST_ADMINISTRATOR", "last");
        }
        accounts.remove(login);
        users.remove(login);
        passwords.remove(login);
    }
}
