package org.godocker.rest.internal.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.error.TooManyAttemptsException;
import org.godocker.api.error.UnauthenticatedException;
import org.godocker.api.error.Violation;
import org.godocker.api.user.ApiKey;
import org.godocker.api.user.ApiKeyService;
import org.godocker.api.user.Caller;
import org.godocker.api.user.Identity;
import org.godocker.api.user.IssuedApiKey;
import org.godocker.api.user.IssuedToken;
import org.godocker.api.user.NewUser;
import org.godocker.api.user.SessionService;
import org.godocker.api.user.User;
import org.godocker.api.user.UserChange;
import org.godocker.api.user.UserService;

/** Accounts alice, bob and root-like admin, whose tokens are {@code <login>-token}. Keeps no rule: that is the engine's. */
public final class FakeAccounts implements UserService, SessionService, ApiKeyService {

    public static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, User> users = new TreeMap<>();
    private final Map<String, Caller> tokens = new ConcurrentHashMap<>();
    private final List<String> calls = new ArrayList<>();

    public FakeAccounts() {
        List.of("admin", "alice", "bob").forEach(login -> {
            boolean administrator = login.equals("admin");
            users.put(login, user(login, 1000 + users.size(), administrator));
            tokens.put(login + "-token", new Caller(login, administrator));
        });
    }

    private static User user(String login, int uid, boolean administrator) {
        return new User(new Identity(login, uid, 100, List.of(20), Optional.of("/home/" + login), Optional.empty(),
                administrator), true, CREATED);
    }

    @Override
    public synchronized List<User> list(Caller caller) {
        return List.copyOf(users.values());
    }

    @Override
    public synchronized User get(Caller caller, String login) {
        return Optional.ofNullable(users.get(login)).orElseThrow(() -> new NotFoundException("there is no such user"));
    }

    @Override
    public synchronized User create(Caller caller, NewUser user) {
        calls.add("create " + user);
        User created = user(user.login(), user.uid(), user.administrator());
        users.put(user.login(), created);
        return created;
    }

    @Override
    public synchronized User change(Caller caller, String login, UserChange change) {
        calls.add("change " + login + " " + change + " home=" + change.home() + " mail=" + change.mail()
                + " password=" + change.password().isPresent());
        return get(caller, login);
    }

    @Override
    public synchronized void changeOwnPassword(Caller caller, char[] present, char[] wanted) {
        if (new String(present).equals("wrong")) {
            throw new InvalidRequestException(List.of(new Violation("present", "wrong", "is not the present password"),
                    new Violation("wanted", "length", "must have 8 characters")));
        }
        calls.add("password " + caller.login() + " " + new String(present) + " " + new String(wanted));
    }

    @Override
    public synchronized void delete(Caller caller, String login) {
        get(caller, login);
        calls.add("delete " + login);
    }

    @Override
    public synchronized IssuedToken login(String login, char[] password, String remoteAddress) {
        calls.add("login " + login + " from " + remoteAddress);
        if (new String(password).equals("slow down")) {
            throw new TooManyAttemptsException("too many wrong passwords", Duration.ofMillis(2500));
        }
        if (!new String(password).equals("secret of " + login)) {
            throw new UnauthenticatedException("login or password are wrong");
        }
        return new IssuedToken(login + "-token", CREATED.plusSeconds(3600));
    }

    @Override
    public Optional<Caller> authenticate(String tokenOrKey) {
        return Optional.ofNullable(tokens.get(tokenOrKey));
    }

    @Override
    public void logout(String token) {
        note("logout " + token);
    }

    @Override
    public IssuedApiKey issue(Caller caller, String owner, String name, Optional<Duration> lifetime) {
        note("issue " + owner + " " + name + " " + lifetime);
        return new IssuedApiKey(key(owner, name, lifetime.map(CREATED::plus)), "the secret key");
    }

    private static ApiKey key(String owner, String name, Optional<Instant> expires) {
        return new ApiKey("k1", owner, name, CREATED, expires);
    }

    @Override
    public List<ApiKey> list(Caller caller, String owner) {
        return List.of(key(owner, "laptop", Optional.empty()));
    }

    @Override
    public void revoke(Caller caller, String owner, String id) {
        note("revoke " + owner + " " + id);
    }

    private synchronized void note(String call) {
        calls.add(call);
    }

    /** What was asked for, in order. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }
}
