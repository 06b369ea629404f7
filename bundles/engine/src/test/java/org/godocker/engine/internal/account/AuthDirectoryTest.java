package org.godocker.engine.internal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.job.VolumeRequest;
import org.godocker.api.user.Identity;
import org.godocker.spi.auth.Authentication;
import org.godocker.spi.auth.VolumeGrant;
import org.godocker.spi.auth.VolumeVerdict;
import org.junit.jupiter.api.Test;

class AuthDirectoryTest {

    private final FakeProvider ldap = new FakeProvider("ldap").with("ada", 1001, "ldap password").with("eve", 1005, "eve password");
    private final FakeKeeper local = new FakeKeeper("local").withAccount("admin", 1, true, "local password")
            .withAccount("ada", 2001, true, "shadow password");
    private final AccountFixture fixture = new AccountFixture(ldap, local);
    private final AuthDirectory directory = fixture.directory;

    private LoginVerdict authenticate(String login, String password) {
        return directory.authenticate(login, password.toCharArray());
    }

    @Test
    void theFirstProviderThatKnowsALoginCounts() {
        assertThat(authenticate("ada", "ldap password")).isEqualTo(new LoginVerdict.Accepted(ldap.users.get("ada")));
        assertThat(authenticate("ada", "shadow password")).isEqualTo(new LoginVerdict.Refused());
        assertThat(authenticate("admin", "local password")).isEqualTo(new LoginVerdict.Accepted(local.users.get("admin")));
        assertThat(authenticate("admin", "wrong")).isEqualTo(new LoginVerdict.Refused());
        assertThat(authenticate("nobody", "wrong")).isEqualTo(new LoginVerdict.Unknown());
        assertThat(directory.identity("ada")).get().extracting(Identity::uid).isEqualTo(1001);
        assertThat(directory.identity("nobody")).isEmpty();
        assertThat(directory.providerOf("admin")).contains("local");
    }

    @Test
    void orderIsThatOfTheConfiguration() {
        fixture.configure(Map.of("auth-providers", "local,ldap"));

        assertThat(directory.identity("ada")).get().extracting(Identity::uid).isEqualTo(2001);
    }

    @Test
    void whatIsNotConfiguredIsNotAsked() {
        fixture.configure(Map.of("auth-providers", "local"));

        assertThat(authenticate("eve", "eve password")).isEqualTo(new LoginVerdict.Unknown());
        assertThat(directory.identity("eve")).isEmpty();
        assertThat(ldap.passwordChecks).hasValue(0);
    }

    @Test
    void aLaterProviderMayAcceptWhileAnEarlierOneIsSilent() {
        ldap.silent = true;

        assertThat(authenticate("admin", "local password")).isInstanceOf(LoginVerdict.Accepted.class);
        assertThat(directory.identity("admin")).isPresent();
    }

    @Test
    void whenNobodyAcceptsAndOneIsSilentNothingIsSure() {
        ldap.silent = true;

        assertThat(authenticate("eve", "eve password")).isInstanceOfSatisfying(LoginVerdict.Unsure.class, unsure -> {
            assertThat(unsure.refused()).isFalse();
            assertThat(unsure.message()).contains("ldap").doesNotContain("secret-host");
        });
        assertThat(authenticate("admin", "wrong")).isInstanceOfSatisfying(LoginVerdict.Unsure.class, u -> assertThat(u.refused()).isTrue());
        assertThatThrownBy(() -> directory.identity("eve")).isInstanceOf(UnavailableException.class)
                .hasMessageContaining("ldap").hasMessageNotContaining("secret-host");
    }

    @Test
    void anOutageDoesNotLetAnotherAccountTakeALogin() {
        authenticate("ada", "ldap password");
        ldap.silent = true;

        assertThat(authenticate("ada", "shadow password")).isInstanceOf(LoginVerdict.Unsure.class);
        assertThatThrownBy(() -> directory.identity("ada")).isInstanceOf(UnavailableException.class);
        ldap.silent = false;
        assertThat(authenticate("ada", "ldap password")).isInstanceOf(LoginVerdict.Accepted.class);
    }

    @Test
    void aProviderThatIsConfiguredButNotInstalledIsSilent() {
        directory.identity("eve");
        fixture.uninstall(ldap);

        assertThat(authenticate("eve", "eve password")).isInstanceOf(LoginVerdict.Unsure.class);
        assertThatThrownBy(() -> directory.identity("eve")).isInstanceOf(UnavailableException.class);
        fixture.install(ldap);
        assertThat(directory.identity("eve")).isPresent();
    }

    @Test
    void aFailureOfAnyKindCountsAsSilence() {
        FakeProvider broken = new FakeProvider("broken") {
            @Override
            public Optional<Identity> identity(String login) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public Authentication authenticate(String login, char[] password) {
                return null;
            }
        };
        AccountFixture other = new AccountFixture(broken, ldap);

        assertThat(other.directory.authenticate("eve", "eve password".toCharArray())).isInstanceOf(LoginVerdict.Accepted.class);
        assertThat(other.directory.authenticate("nobody", "x".toCharArray())).isInstanceOf(LoginVerdict.Unsure.class);
        assertThat(other.directory.identity("eve")).isPresent();
        assertThatThrownBy(() -> other.directory.identity("nobody")).isInstanceOf(UnavailableException.class);
    }

    @Test
    void aDisabledAccountIsNotReplacedByALaterProvidersUser() {
        FakeKeeper first = new FakeKeeper("first").withAccount("eve", 7, false, "first password");
        AccountFixture other = new AccountFixture(first, ldap);
        first.users.remove("eve");

        assertThat(other.directory.identity("eve")).isEmpty();
        assertThat(other.directory.authenticate("eve", "eve password".toCharArray())).isEqualTo(new LoginVerdict.Refused());
    }

    @Test
    void anotherSpellingDoesNotLeadIntoAnotherProvidersAccount() {
        FakeProvider careless = new FakeProvider("careless") {
            @Override
            public Authentication authenticate(String login, char[] password) {
                String lower = login.toLowerCase(java.util.Locale.ROOT);
                return users.containsKey(lower) ? new Authentication.Accepted(users.get(lower)) : new Authentication.Unknown();
            }
        };
        careless.with("admin", 3001, "x").with("zoe", 3002, "x");
        AccountFixture other = new AccountFixture(local, careless);

        assertThat(other.directory.authenticate("Admin", "anything".toCharArray())).isEqualTo(new LoginVerdict.Refused());
        assertThat(other.directory.authenticate("Zoe", "anything".toCharArray()))
                .isEqualTo(new LoginVerdict.Accepted(careless.users.get("zoe")));
    }

    @Test
    void identitiesAreRememberedForFiveSeconds() {
        for (int i = 0; i < 1000; i++) {
            directory.identity("eve");
        }
        assertThat(ldap.identityCalls).hasValue(1);
        ldap.users.remove("eve");
        clockOn(Duration.ofMillis(4999));
        assertThat(directory.identity("eve")).isPresent();
        clockOn(Duration.ofMillis(1));
        assertThat(directory.identity("eve")).isEmpty();
    }

    private void clockOn(Duration step) {
        fixture.clock.advance(step);
    }

    @Test
    void aForgottenUserIsAskedForAnew() {
        assertThat(directory.identity("new")).isEmpty();
        local.withAccount("new", 5, false, "a password");
        assertThat(directory.identity("new")).isEmpty();

        directory.forget("new");

        assertThat(directory.identity("new")).isPresent();
    }

    @Test
    void thatItCannotBeKnownIsNotRemembered() {
        ldap.silent = true;
        assertThatThrownBy(() -> directory.identity("eve")).isInstanceOf(UnavailableException.class);
        ldap.silent = false;

        assertThat(directory.identity("eve")).isPresent();
    }

    @Test
    void volumesAreThoseOfTheProviderThatCounts() {
        List<VolumeRequest> requests = List.of(new VolumeRequest("home", false), new VolumeRequest("data", true));

        assertThat(directory.volumes("ada", requests)).isEqualTo(new VolumeVerdict.Granted(List.of(
                new VolumeGrant("home", "/ldap/ada", "/mnt/home", false), new VolumeGrant("data", "/ldap/ada", "/mnt/data", true))));
        assertThatThrownBy(() -> directory.volumes("nobody", requests)).isInstanceOf(NotFoundException.class);
        ldap.volumeAnswer = new VolumeVerdict.Refused("data", "none");
        assertThat(directory.volumes("ada", requests)).isEqualTo(ldap.volumeAnswer);
        ldap.silent = true;
        assertThatThrownBy(() -> directory.volumes("ada", requests)).isInstanceOf(UnavailableException.class);
        assertThat(directory.volumes("ada", List.of())).isEqualTo(new VolumeVerdict.Granted(List.of()));
    }

    @Test
    void moreThanWasAskedForIsNeverTaken() {
        List<VolumeRequest> requests = List.of(new VolumeRequest("home", true));
        for (List<VolumeGrant> grants : List.of(List.<VolumeGrant>of(),
                List.of(new VolumeGrant("home", "/h", "/mnt/home", false)),
                List.of(new VolumeGrant("data", "/h", "/mnt/home", true)),
                List.of(new VolumeGrant("home", "/h", "/mnt/home", true), new VolumeGrant("root", "/", "/mnt/root", true)))) {
            ldap.volumeAnswer = new VolumeVerdict.Granted(grants);
            assertThatThrownBy(() -> directory.volumes("ada", requests)).as("%s", grants).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void anOutageIsLoggedOnce() {
        try (LogCapture log = new LogCapture()) {
            ldap.silent = true;
            for (int i = 0; i < 50; i++) {
                assertThatThrownBy(() -> directory.identity("eve")).isInstanceOf(UnavailableException.class);
            }
            ldap.silent = false;
            directory.identity("eve");

            assertThat(log.text()).containsOnlyOnce("Auth provider ldap does not answer").containsOnlyOnce("answers again");
        }
    }

    @Test
    void providersGetCopiesOfThePassword() {
        FakeProvider wiping = new FakeProvider("wiping") {
            @Override
            public Authentication authenticate(String login, char[] password) {
                java.util.Arrays.fill(password, 'x');
                return new Authentication.Unknown();
            }
        };
        AccountFixture other = new AccountFixture(wiping, ldap);
        char[] password = "eve password".toCharArray();

        assertThat(other.directory.authenticate("eve", password)).isInstanceOf(LoginVerdict.Accepted.class);
        assertThat(password).isEqualTo("eve password".toCharArray());
    }
}
