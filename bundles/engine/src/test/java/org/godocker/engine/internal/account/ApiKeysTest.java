package org.godocker.engine.internal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.godocker.api.error.ConflictException;
import org.godocker.api.error.ForbiddenException;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.error.Violation;
import org.godocker.api.user.ApiKey;
import org.godocker.api.user.Caller;
import org.godocker.api.user.IssuedApiKey;
import org.junit.jupiter.api.Test;

class ApiKeysTest {

    private static final Caller ADA = new Caller("ada", false);
    private static final Caller ADMIN = new Caller("admin", true);

    private final FakeKeeper local = new FakeKeeper("local").withAccount("ada", 1001, false, "ada password")
            .withAccount("bob", 1002, false, "bob password").withAccount("admin", 1, true, "admin password");
    private final AccountFixture fixture = new AccountFixture(local);
    private final ApiKeys keys = fixture.apiKeys;

    private IssuedApiKey issue(Caller caller, String owner, String name) {
        IssuedApiKey issued = keys.issue(caller, owner, name, Optional.empty());
        fixture.clock.advance(Duration.ofMillis(1));
        return issued;
    }

    @Test
    void aKeyActsForItsOwner() {
        IssuedApiKey issued = issue(ADMIN, "ada", "laptop");

        assertThat(issued.secret()).matches("gdk_[A-Za-z0-9_-]{43}");
        assertThat(issued.toString()).doesNotContain(issued.secret());
        assertThat(issued.key().owner()).isEqualTo("ada");
        assertThat(fixture.sessions.authenticate(issued.secret())).contains(new Caller("ada", false));
        assertThat(fixture.store.tokens.values()).singleElement().satisfies(t -> assertThat(t.hash()).isEqualTo(TokenSecret.hash(issued.secret())));
    }

    @Test
    void keysAreListedOldestFirstWithoutSecrets() {
        ApiKey first = issue(ADA, "ada", "first").key();
        ApiKey second = issue(ADA, "ada", "second").key();
        fixture.login("ada", "ada password");

        assertThat(keys.list(ADA, "ada")).containsExactly(first, second);
        assertThat(keys.list(ADMIN, "ada")).containsExactly(first, second);
        assertThat(keys.list(ADMIN, "bob")).isEmpty();
    }

    @Test
    void aRevokedKeyStopsAtOnce() {
        IssuedApiKey one = issue(ADA, "ada", "one");
        IssuedApiKey other = issue(ADA, "ada", "other");
        fixture.sessions.authenticate(one.secret());

        keys.revoke(ADA, "ada", one.key().id());

        assertThat(fixture.sessions.authenticate(one.secret())).isEmpty();
        assertThat(fixture.sessions.authenticate(other.secret())).isPresent();
        assertThatThrownBy(() -> keys.revoke(ADA, "ada", one.key().id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void othersKeysAreOutOfReach() {
        IssuedApiKey issued = issue(ADA, "ada", "laptop");
        Caller bob = new Caller("bob", false);

        assertThatThrownBy(() -> keys.issue(bob, "ada", "mine", Optional.empty())).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> keys.list(bob, "ada")).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> keys.revoke(bob, "ada", issued.key().id())).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> keys.revoke(bob, "bob", issued.key().id())).isInstanceOf(NotFoundException.class);
        assertThat(fixture.sessions.authenticate(issued.secret())).isPresent();
    }

    @Test
    void aSessionIsNoKey() {
        fixture.login("ada", "ada password");
        String id = fixture.store.tokens.keySet().iterator().next();

        assertThatThrownBy(() -> keys.revoke(ADA, "ada", id)).isInstanceOf(NotFoundException.class);
        assertThat(fixture.store.tokens).hasSize(1);
    }

    @Test
    void onlyUsersHaveKeys() {
        assertThatThrownBy(() -> issue(ADMIN, "nobody", "x")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void theirNumberIsBounded() {
        issue(ADA, "ada", "1");
        issue(ADA, "ada", "2");
        keys.issue(ADA, "ada", "3", Optional.of(Duration.ofMinutes(1)));

        ConflictException refusal = catchThrowableOfType(ConflictException.class, () -> issue(ADA, "ada", "4"));

        assertThat(refusal.code()).isEqualTo("TOO_MANY_KEYS");
        assertThat(refusal).hasMessageContaining("3");
        fixture.clock.advance(Duration.ofMinutes(1));
        issue(ADA, "ada", "in place of the one that has expired");
    }

    @Test
    void theirNumberIsBoundedForManyAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Boolean>> outcomes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            outcomes.add(threads.submit(() -> {
                try {
                    keys.issue(ADA, "ada", "key", Optional.empty());
                    return true;
                } catch (ConflictException e) {
                    return false;
                }
            }));
        }
        int made = 0;
        for (Future<Boolean> outcome : outcomes) {
            made += outcome.get(30, TimeUnit.SECONDS) ? 1 : 0;
        }
        threads.shutdown();

        assertThat(made).isEqualTo(3);
    }

    @Test
    void aKeyExpires() {
        String secret = keys.issue(ADA, "ada", "short", Optional.of(Duration.ofMinutes(1))).secret();
        assertThat(fixture.sessions.authenticate(secret)).isPresent();
        fixture.clock.advance(Duration.ofMinutes(1));

        assertThat(fixture.sessions.authenticate(secret)).isEmpty();
    }

    @Test
    void unfitNamesAndLifetimesAreRefused() {
        for (String name : new String[] {null, "", "  ", "a\nb", "x".repeat(101)}) {
            assertThat(violations(name, Optional.empty())).containsExactly("name");
        }
        for (Duration lifetime : List.of(Duration.ZERO, Duration.ofDays(-1), Duration.ofDays(3651), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThat(violations("x", Optional.of(lifetime))).containsExactly("lifetime");
        }
        assertThat(violations("", Optional.of(Duration.ZERO))).containsExactly("name", "lifetime");
        assertThat(fixture.store.tokens).isEmpty();
        keys.issue(ADA, "ada", "x".repeat(100), Optional.of(Duration.ofDays(3650)));
    }

    private List<String> violations(String name, Optional<Duration> lifetime) {
        return catchThrowableOfType(InvalidRequestException.class, () -> keys.issue(ADA, "ada", name, lifetime))
                .violations().stream().map(Violation::field).toList();
    }
}
