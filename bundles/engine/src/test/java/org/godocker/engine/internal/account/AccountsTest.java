package org.godocker.engine.internal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.godocker.api.error.ConflictException;
import org.godocker.api.error.ForbiddenException;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.error.TooManyAttemptsException;
import org.godocker.api.error.UnauthenticatedException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.error.Violation;
import org.godocker.api.user.Caller;
import org.godocker.api.user.NewUser;
import org.godocker.api.user.User;
import org.godocker.api.user.UserChange;
import org.godocker.spi.store.AccessTokenStore.Kind;
import org.godocker.spi.store.StoreException;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private static final Caller ADA = new Caller("ada", false);
    private static final Caller ADMIN = new Caller("admin", true);

    private final FakeKeeper local = new FakeKeeper("local").withAccount("ada", 1001, false, "ada password")
            .withAccount("admin", 1, true, "admin password");
    private final AccountFixture fixture = new AccountFixture(local);
    private final Accounts accounts = fixture.accounts;

    private static NewUser wanted(String login) {
        return new NewUser(login, "a fine password".toCharArray(), 1005, 100, List.of(), null, null, false);
    }

    private static UserChange change(String password, Boolean administrator, Boolean enabled) {
        return new UserChange(Optional.ofNullable(password).map(String::toCharArray), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.ofNullable(administrator), Optional.ofNullable(enabled));
    }

    private void changeOwn(String present, String wanted) {
        accounts.changeOwnPassword(ADA, present.toCharArray(), wanted.toCharArray());
    }

    @Test
    void onlyAdministratorsManage() {
        for (ThrowingCallable attempt : List.<ThrowingCallable>of(() -> accounts.list(ADA), () -> accounts.create(ADA, wanted("bob")),
                () -> accounts.change(ADA, "ada", change(null, true, null)), () -> accounts.delete(ADA, "admin"))) {
            assertThatThrownBy(attempt).isInstanceOf(ForbiddenException.class);
        }
        assertThat(local.accounts()).hasSize(2);
        assertThat(accounts.list(ADMIN)).extracting(User::login).containsExactly("ada", "admin");
    }

    @Test
    void oneSeesOneselfAndNobodyElse() {
        assertThat(accounts.get(ADA, "ada").login()).isEqualTo("ada");
        Throwable other = catchThrowable(() -> accounts.get(ADA, "admin"));
        Throwable missing = catchThrowable(() -> accounts.get(ADA, "nobody"));
        assertThat(other).isInstanceOf(NotFoundException.class);
        assertThat(other.getMessage().replace("admin", "nobody")).isEqualTo(missing.getMessage());
        assertThat(accounts.get(ADMIN, "ada").login()).isEqualTo("ada");
        assertThatThrownBy(() -> accounts.get(ADMIN, "nobody")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aNewUserCanLogInAtOnceThoughHeWasLookedForBefore() {
        assertThat(fixture.directory.identity("bob")).isEmpty();

        accounts.create(ADMIN, wanted("bob"));

        assertThat(fixture.sessions.authenticate(fixture.login("bob", "a fine password"))).contains(new Caller("bob", false));
    }

    @Test
    void aNewUserInheritsNothing() {
        String stale = fixture.tokens.make("bob", Kind.API_KEY, "of a former bob", Optional.empty()).secret();

        accounts.create(ADMIN, wanted("bob"));

        assertThat(fixture.sessions.authenticate(stale)).isEmpty();
    }

    @Test
    void aRefusedCreationLeavesTheTokensOfTheLoginAlone() {
        String token = fixture.login("ada", "ada password");

        assertThatThrownBy(() -> accounts.create(ADMIN, wanted("ada"))).isInstanceOf(ConflictException.class);

        assertThat(fixture.sessions.authenticate(token)).isPresent();
    }

    @Test
    void aLoginOfAnotherProviderIsTaken() {
        FakeProvider ldap = new FakeProvider("ldap").with("eve", 5, "x");
        AccountFixture two = new AccountFixture(ldap, local);

        ConflictException refusal = catchThrowableOfType(ConflictException.class, () -> two.accounts.create(ADMIN, wanted("eve")));

        assertThat(refusal.code()).isEqualTo("LOGIN_TAKEN");
        assertThat(refusal).hasMessageContaining("ldap");
    }

    @Test
    void aNewPasswordEndsTokensButNotApiKeys() {
        String token = fixture.login("ada", "ada password");
        String key = fixture.apiKeys.issue(ADA, "ada", "laptop", Optional.empty()).secret();
        String others = fixture.login("admin", "admin password");
        List.of(token, key, others).forEach(fixture.sessions::authenticate);

        accounts.change(ADMIN, "ada", change("new password", null, null));

        assertThat(fixture.sessions.authenticate(token)).isEmpty();
        assertThat(fixture.sessions.authenticate(key)).isPresent();
        assertThat(fixture.sessions.authenticate(others)).isPresent();
        assertThat(fixture.login("ada", "new password")).isNotEmpty();
        assertThatThrownBy(() -> fixture.login("ada", "ada password")).isInstanceOf(UnauthenticatedException.class);
    }

    @Test
    void disablingStopsTokensAndApiKeysAtOnce() {
        String token = fixture.login("ada", "ada password");
        String key = fixture.apiKeys.issue(ADA, "ada", "laptop", Optional.empty()).secret();
        List.of(token, key).forEach(fixture.sessions::authenticate);

        accounts.change(ADMIN, "ada", change(null, null, false));

        assertThat(fixture.sessions.authenticate(token)).isEmpty();
        assertThat(fixture.sessions.authenticate(key)).isEmpty();
        assertThatThrownBy(() -> fixture.login("ada", "ada password")).isInstanceOf(UnauthenticatedException.class);
        accounts.change(ADMIN, "ada", change(null, null, true));
        assertThat(fixture.sessions.authenticate(token)).as("its tokens were ended").isEmpty();
        assertThat(fixture.sessions.authenticate(key)).as("its API keys were kept").isPresent();
    }

    @Test
    void whetherOneAdministersIsKnownAtOnce() {
        String token = fixture.login("ada", "ada password");
        assertThat(fixture.sessions.authenticate(token)).contains(ADA);

        accounts.change(ADMIN, "ada", change(null, true, null));
        assertThat(fixture.sessions.authenticate(token)).contains(new Caller("ada", true));
        accounts.change(ADMIN, "ada", change(null, false, null));
        assertThat(fixture.sessions.authenticate(token)).contains(ADA);
    }

    @Test
    void onesOwnPasswordNeedsThePresentOne() {
        String token = fixture.login("ada", "ada password");
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> changeOwn("wrong", "a new password")).violations())
                .extracting(Violation::field).containsExactly("present");
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> changeOwn("ada password", "short")).violations())
                .extracting(Violation::field).containsExactly("wanted");
        assertThat(fixture.sessions.authenticate(token)).isPresent();

        changeOwn("ada password", "a new password");

        assertThat(fixture.sessions.authenticate(token)).isEmpty();
        assertThat(fixture.login("ada", "a new password")).isNotEmpty();
    }

    @Test
    void aStolenTokenDoesNotLeadToThePasswordByGuessing() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> changeOwn("wrong", "a new password")).isInstanceOf(InvalidRequestException.class);
        }

        assertThatThrownBy(() -> changeOwn("ada password", "a new password")).isInstanceOf(TooManyAttemptsException.class);
        assertThatCode(() -> fixture.login("ada", "ada password")).doesNotThrowAnyException();
    }

    @Test
    void aPasswordKeptElsewhereIsChangedElsewhere() {
        FakeProvider ldap = new FakeProvider("ldap").with("eve", 5, "eve password");
        AccountFixture two = new AccountFixture(ldap, local);

        assertThatThrownBy(() -> two.accounts.changeOwnPassword(new Caller("eve", false), "eve password".toCharArray(), "new".toCharArray()))
                .isInstanceOf(ForbiddenException.class).hasMessageContaining("not kept here");
    }

    @Test
    void removingAnAccountRemovesTokensAndApiKeys() {
        accounts.setLiveJobs(login -> 0);
        String token = fixture.login("ada", "ada password");
        String key = fixture.apiKeys.issue(ADA, "ada", "laptop", Optional.empty()).secret();
        List.of(token, key).forEach(fixture.sessions::authenticate);

        accounts.delete(ADMIN, "ada");

        assertThat(fixture.store.tokens).isEmpty();
        assertThat(fixture.sessions.authenticate(token)).isEmpty();
        assertThat(fixture.sessions.authenticate(key)).isEmpty();
        assertThat(fixture.directory.identity("ada")).isEmpty();
        assertThatThrownBy(() -> accounts.delete(ADMIN, "ada")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void whoHasLiveJobsStays() {
        LiveJobCounts counts = login -> login.equals("ada") ? 2 : 0;
        accounts.setLiveJobs(counts);

        ConflictException refusal = catchThrowableOfType(ConflictException.class, () -> accounts.delete(ADMIN, "ada"));

        assertThat(refusal.code()).isEqualTo("LIVE_JOBS");
        assertThat(refusal).hasMessageContaining("2 jobs");
        assertThat(local.account("ada")).isPresent();
    }

    @Test
    void whileTheJobsAreNotKnownNobodyIsRemoved() {
        LiveJobCounts counts = login -> 0;
        accounts.setLiveJobs(counts);
        LiveJobCounts later = login -> 0;
        accounts.setLiveJobs(later);
        accounts.unsetLiveJobs(counts);
        accounts.unsetLiveJobs(later);

        assertThatThrownBy(() -> accounts.delete(ADMIN, "ada")).isInstanceOf(UnavailableException.class);
        assertThat(local.account("ada")).isPresent();
    }

    @Test
    void theLastAdministratorKeepsHisTokens() {
        accounts.setLiveJobs(login -> 0);
        String token = fixture.login("admin", "admin password");

        assertThatThrownBy(() -> accounts.delete(ADMIN, "admin")).isInstanceOf(ConflictException.class);

        assertThat(fixture.sessions.authenticate(token)).isPresent();
    }

    @Test
    void withoutAKeeperThereIsNothingToManage() {
        AccountFixture none = new AccountFixture(new FakeProvider("ldap"));

        assertThatThrownBy(() -> none.accounts.list(ADMIN)).isInstanceOf(UnavailableException.class)
                .hasMessageContaining("auth-providers");
        local.silent = true;
        assertThatThrownBy(() -> accounts.list(ADMIN)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void tokensThatCouldNotBeEndedAreSpokenOf() {
        fixture.store.fault = StoreException.Kind.UNAVAILABLE;

        assertThatThrownBy(() -> accounts.change(ADMIN, "ada", change("new password", null, null)))
                .isInstanceOf(UnavailableException.class).hasMessageContaining("tokens could not be ended");
    }

    @Test
    void noPasswordIsLogged() {
        try (LogCapture log = new LogCapture()) {
            accounts.create(ADMIN, wanted("bob"));
            accounts.change(ADMIN, "bob", change("another secret", null, null));
            changeOwn("ada password", "third secret");

            assertThat(log.text()).contains("admin made account bob").contains("admin changed account bob")
                    .doesNotContain("a fine password").doesNotContain("another secret").doesNotContain("third secret")
                    .doesNotContain("ada password");
        }
    }
}
