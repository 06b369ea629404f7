package org.godocker.engine.internal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.godocker.api.error.StorageFullException;
import org.godocker.api.error.TooManyAttemptsException;
import org.godocker.api.error.UnauthenticatedException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.user.Caller;
import org.godocker.api.user.IssuedToken;
import org.godocker.spi.store.AccessTokenStore.AccessToken;
import org.godocker.spi.store.AccessTokenStore.Kind;
import org.godocker.spi.store.StoreException;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final String HERE = "192.0.2.1";

    private final FakeKeeper local = new FakeKeeper("local").withAccount("ada", 1001, false, "ada password")
            .withAccount("admin", 1, true, "admin password");
    private final AccountFixture fixture = new AccountFixture(local);
    private final Sessions sessions = fixture.sessions;

    private Throwable tried(String login, String password) {
        return catchThrowable(() -> sessions.login(login, password.toCharArray(), HERE));
    }

    @Test
    void aRightPasswordGivesATokenThatWorks() {
        IssuedToken token = sessions.login("ada", "ada password".toCharArray(), HERE);

        assertThat(token.token()).matches("gdt_[A-Za-z0-9_-]{43}");
        assertThat(token.expires()).isEqualTo(fixture.clock.instant().plus(Duration.ofHours(1)));
        assertThat(sessions.authenticate(token.token())).contains(new Caller("ada", false));
        assertThat(sessions.authenticate(fixture.login("admin", "admin password"))).contains(new Caller("admin", true));
    }

    @Test
    void onlyTheHashIsStored() {
        String token = fixture.login("ada", "ada password");

        AccessToken stored = fixture.store.tokens.values().iterator().next();
        assertThat(stored.hash()).isEqualTo(TokenSecret.hash(token)).matches("[0-9a-f]{64}");
        assertThat(stored.kind()).isEqualTo(Kind.SESSION);
        assertThat(stored.name()).isEmpty();
        assertThat(stored.id()).matches("[0-9a-f]{24}").doesNotContain(token);
    }

    @Test
    void noTwoTokensAreAlike() {
        assertThat(fixture.login("ada", "ada password")).isNotEqualTo(fixture.login("ada", "ada password"));
    }

    @Test
    void aWrongPasswordAndAnUnknownLoginSoundAlike() {
        assertThat(tried("ada", "wrong")).isInstanceOf(UnauthenticatedException.class);
        assertThat(tried("nobody", "wrong")).isInstanceOf(UnauthenticatedException.class).hasMessage(tried("ada", "wrong").getMessage());
        assertThat(tried("ada", "")).isInstanceOf(UnauthenticatedException.class);
        assertThat(fixture.store.tokens).isEmpty();
    }

    @Test
    void absurdLoginsAndPasswordsAreNotWorthAsking() {
        int before = local.passwordChecks.get();

        assertThat(tried("a".repeat(257), "x")).isInstanceOf(UnauthenticatedException.class);
        assertThat(tried("ada", "x".repeat(1025))).isInstanceOf(UnauthenticatedException.class);
        assertThat(tried("", "x")).isInstanceOf(UnauthenticatedException.class);

        assertThat(local.passwordChecks).hasValue(before);
    }

    @Test
    void aTokenExpires() {
        String token = fixture.login("ada", "ada password");
        sessions.authenticate(token);
        fixture.clock.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(sessions.authenticate(token)).isPresent();

        fixture.clock.advance(Duration.ofMillis(1));

        assertThat(sessions.authenticate(token)).isEmpty();
    }

    @Test
    void aTokenExpiresOnTimeAlsoWhileItIsRemembered() {
        String token = fixture.login("ada", "ada password");
        fixture.clock.advance(Duration.ofHours(1).minusSeconds(1));
        sessions.authenticate(token);
        int lookUps = fixture.store.lookUps.get();

        fixture.clock.advance(Duration.ofSeconds(1));

        assertThat(sessions.authenticate(token)).isEmpty();
        assertThat(fixture.store.lookUps).hasValue(lookUps);
    }

    @Test
    void aThousandRequestsAskTheDatabaseOnce() {
        String token = fixture.login("ada", "ada password");
        int identities = local.identityCalls.get();
        for (int i = 0; i < 1000; i++) {
            assertThat(sessions.authenticate(token)).isPresent();
        }

        assertThat(fixture.store.lookUps).hasValue(1);
        assertThat(local.identityCalls.get() - identities).isLessThanOrEqualTo(1);
    }

    @Test
    void loggingOutEndsATokenAtOnce() {
        String token = fixture.login("ada", "ada password");
        String other = fixture.login("ada", "ada password");
        sessions.authenticate(token);

        sessions.logout(token);

        assertThat(sessions.authenticate(token)).isEmpty();
        assertThat(sessions.authenticate(other)).isPresent();
        sessions.logout(token);
        sessions.logout("nonsense");
    }

    @Test
    void loggingOutDoesNotEndAnApiKey() {
        String key = fixture.apiKeys.issue(new Caller("ada", false), "ada", "laptop", Optional.empty()).secret();

        sessions.logout(key);

        assertThat(sessions.authenticate(key)).isPresent();
    }

    @Test
    void endingOnAnotherServerHoldsWithinSeconds() {
        String token = fixture.login("ada", "ada password");
        sessions.authenticate(token);
        fixture.store.deleteAll("ada", Optional.empty());

        assertThat(sessions.authenticate(token)).isPresent();
        fixture.clock.advance(Duration.ofSeconds(5));
        assertThat(sessions.authenticate(token)).isEmpty();
    }

    @Test
    void textsThatAreNoTokensAreNotLookedUp() {
        for (String text : new String[] {null, "", "gdt_", "gdt_short", "gdx_" + "A".repeat(43), "gdt_" + "A".repeat(44),
                "gdt_" + "ä".repeat(43), "Bearer x", " gdt_" + "A".repeat(43), "gdt_" + "A".repeat(43) + "\n"}) {
            assertThat(sessions.authenticate(text)).isEmpty();
        }
        assertThat(fixture.store.lookUps).hasValue(0);
        assertThat(sessions.authenticate("gdt_" + "A".repeat(43))).isEmpty();
        assertThat(fixture.store.lookUps).hasValue(1);
    }

    @Test
    void aTokenIsNoApiKeyUnderAnotherName() {
        String token = fixture.login("ada", "ada password");

        assertThat(sessions.authenticate(token.replace("gdt_", "gdk_"))).isEmpty();
        assertThat(sessions.authenticate(token.toUpperCase(java.util.Locale.ROOT))).isEmpty();
    }

    @Test
    void aUserWhoIsGoneOrDisabledIsNobody() {
        String token = fixture.login("ada", "ada password");
        sessions.authenticate(token);
        local.users.remove("ada");
        fixture.directory.forget("ada");

        assertThat(sessions.authenticate(token)).isEmpty();
    }

    @Test
    void repeatedWrongPasswordsHaveToWait() {
        for (int i = 0; i < 5; i++) {
            assertThat(tried("ada", "wrong")).isInstanceOf(UnauthenticatedException.class);
        }
        int checks = local.passwordChecks.get();

        TooManyAttemptsException refusal = catchThrowableOfType(TooManyAttemptsException.class,
                () -> sessions.login("ada", "ada password".toCharArray(), HERE));

        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(local.passwordChecks).as("not looked at").hasValue(checks);
        fixture.clock.advance(Duration.ofSeconds(1));
        assertThat(sessions.authenticate(fixture.login("ada", "ada password"))).isPresent();
        for (int i = 0; i < 4; i++) {
            assertThat(tried("ada", "wrong")).isInstanceOf(UnauthenticatedException.class);
        }
        assertThat(tried("ada", "ada password")).as("the count began anew").isNull();
    }

    @Test
    void unknownLoginsHaveToWaitAsWell() {
        for (int i = 0; i < 5; i++) {
            tried("nobody", "wrong");
        }

        assertThat(tried("nobody", "wrong")).isInstanceOf(TooManyAttemptsException.class);
    }

    @Test
    void manyAtOnceDoNotSlipPast() throws Exception {
        int many = 40;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        CyclicBarrier together = new CyclicBarrier(many);
        List<Future<Throwable>> outcomes = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            outcomes.add(threads.submit(() -> {
                together.await();
                return tried("ada", "wrong");
            }));
        }
        for (Future<Throwable> outcome : outcomes) {
            assertThat(outcome.get(30, TimeUnit.SECONDS)).isNotNull();
        }
        threads.shutdown();

        // Four are inside at once, so at most three more than five are looked at.
        assertThat(local.passwordChecks.get()).isBetween(5, 8);
    }

    @Test
    void anOutageIsNotTheUsersFault() {
        local.silent = true;
        for (int i = 0; i < 10; i++) {
            assertThat(tried("ada", "ada password")).isInstanceOf(UnavailableException.class);
        }
        local.silent = false;

        assertThat(tried("ada", "ada password")).isNull();
    }

    @Test
    void guessingWhileAnotherProviderIsSilentCounts() {
        FakeProvider ldap = new FakeProvider("ldap");
        AccountFixture two = new AccountFixture(ldap, local);
        ldap.silent = true;
        for (int i = 0; i < 5; i++) {
            assertThat(catchThrowable(() -> two.login("ada", "wrong"))).isInstanceOf(UnavailableException.class);
        }

        assertThat(catchThrowable(() -> two.login("ada", "wrong"))).isInstanceOf(TooManyAttemptsException.class);
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsSaidToBeSo() {
        String token = fixture.login("ada", "ada password");
        fixture.store.fault = StoreException.Kind.UNAVAILABLE;
        assertThatThrownBy(() -> sessions.authenticate(token)).isInstanceOf(UnavailableException.class);
        assertThat(tried("ada", "ada password")).isInstanceOf(UnavailableException.class);
        fixture.store.fault = StoreException.Kind.FULL;
        assertThat(tried("ada", "ada password")).isInstanceOf(StorageFullException.class);
        fixture.store.fault = null;

        assertThat(sessions.authenticate(token)).isPresent();
    }

    @Test
    void aLoginThatCrossesAChangeOfPasswordGetsNoToken() {
        fixture.store.duringInsert = () -> fixture.tokens.endAll("ada", Optional.of(Kind.SESSION));

        assertThat(tried("ada", "ada password")).isInstanceOf(UnavailableException.class);

        assertThat(fixture.store.tokens).isEmpty();
    }

    @Test
    void noSecretIsLoggedOrShown() {
        try (LogCapture log = new LogCapture()) {
            IssuedToken token = sessions.login("ada", "ada password".toCharArray(), HERE);
            for (int i = 0; i < 10; i++) {
                tried("ada", "typed wrong");
                tried("my secret typed as login", "x");
                fixture.clock.advance(Duration.ofMinutes(1));
            }
            local.silent = true;
            tried("ada", "typed wrong");
            AccessTokens.Made made = fixture.tokens.make("ada", Kind.API_KEY, "key", Optional.empty());

            assertThat(log.text()).contains("Repeated wrong passwords for ada from " + HERE)
                    .doesNotContain("ada password").doesNotContain("typed wrong").doesNotContain("my secret")
                    .doesNotContain(token.token()).doesNotContain(TokenSecret.hash(token.token()));
            assertThat(made.toString()).doesNotContain(made.secret()).doesNotContain(made.token().hash());
            assertThat(token.toString()).doesNotContain(token.token());
        }
    }
}
