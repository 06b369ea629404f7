package org.godocker.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.godocker.api.job.VolumeRequest;
import org.godocker.api.user.Identity;
import org.godocker.spi.auth.AuthProvider;
import org.godocker.spi.auth.AuthProviderException;
import org.godocker.spi.auth.Authentication;
import org.godocker.spi.auth.VolumeGrant;
import org.godocker.spi.auth.VolumeVerdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every auth provider must do. Extend it and prepare a directory with the accounts that it names. */
@Timeout(120)
public abstract class AuthProviderContract extends PluginContract {

    /** An account that may log in. */
    public record KnownUser(String login, String password) {
        @Override
        public String toString() {
            return "KnownUser[login=" + login + "]";
        }
    }

    private static final String UNKNOWN = "nobody-of-this-name";

    /** The provider under test; each call may give another instance over the same directory. */
    protected abstract AuthProvider provider();

    /** An account that may log in; its password has at least 8 characters. */
    protected abstract KnownUser knownUser();

    /** An account that exists and may not be used, with its true password; empty when there is no such thing. */
    protected abstract Optional<KnownUser> disabledUser();

    /** Name of a volume that the known user may read and write; empty when he has none. */
    protected abstract Optional<String> writableVolume();

    /**
     * How many times longer a wrong password may take for one kind of login than for the other, medians compared, once
     * they differ by more than 20 ms. Raise it for a directory far away, whose times vary.
     */
    protected double timingTolerance() {
        return 3;
    }

    @Override
    protected AuthProvider plugin() {
        return provider();
    }

    @Test
    @DisplayName("the right password is accepted, with the identity that a look-up gives")
    void acceptsTheRightPassword() throws AuthProviderException {
        KnownUser user = knownUser();
        Authentication answer = provider().authenticate(user.login(), user.password().toCharArray());
        assertThat(answer).isInstanceOf(Authentication.Accepted.class);
        Identity identity = ((Authentication.Accepted) answer).identity();
        assertThat(identity.login()).isEqualTo(user.login()).matches(Identity.LOGIN_PATTERN);
        assertThat(provider().identity(user.login())).contains(identity);
    }

    @Test
    @DisplayName("a wrong password is refused, however close to the right one")
    void refusesWrongPasswords() throws AuthProviderException {
        KnownUser user = knownUser();
        String right = user.password();
        List<String> wrong = List.of("x", right + "x", right.substring(1), right.substring(0, right.length() - 1),
                right + "\0", right + " ", swapCase(right), "*", "x".repeat(1_024));
        for (String password : wrong) {
            if (!password.equals(right)) {
                assertThat(provider().authenticate(user.login(), password.toCharArray())).isInstanceOf(Authentication.Refused.class);
            }
        }
    }

    private static String swapCase(String text) {
        return text.equals(text.toUpperCase(java.util.Locale.ROOT)) ? text.toLowerCase(java.util.Locale.ROOT)
                : text.toUpperCase(java.util.Locale.ROOT);
    }

    @Test
    @DisplayName("an unknown login is unknown, to log in and to look up")
    void doesNotKnowStrangers() throws AuthProviderException {
        assertThat(provider().authenticate(UNKNOWN, "some-password".toCharArray())).isInstanceOf(Authentication.Unknown.class);
        assertThat(provider().identity(UNKNOWN)).isEmpty();
    }

    @Test
    @DisplayName("an account that may not be used can neither log in nor be looked up")
    void refusesDisabledAccounts() throws AuthProviderException {
        Optional<KnownUser> disabled = disabledUser();
        if (disabled.isPresent()) {
            KnownUser user = disabled.get();
            assertThat(provider().authenticate(user.login(), user.password().toCharArray())).isInstanceOf(Authentication.Refused.class);
            assertThat(provider().identity(user.login())).isEmpty();
        }
    }

    static List<String> oddLogins() {
        return List.of("", " ", "*", "a*", "a)(uid=*", "' or '1'='1", "../../etc/passwd", "a\0b", "a\nb", "\u00e9\u4e16", "%", "_",
                "x".repeat(10_000), "root\0");
    }

    @ParameterizedTest
    @MethodSource("oddLogins")
    @DisplayName("odd logins are nobody")
    void oddLoginsAreNobody(String login) throws AuthProviderException {
        assertThat(provider().authenticate(login, knownUser().password().toCharArray())).isNotInstanceOf(Authentication.Accepted.class);
        assertThat(provider().identity(login)).isEmpty();
    }

    @Test
    @DisplayName("the login counts as it is written: spaces and other case are another name")
    void loginsAreExact() throws AuthProviderException {
        KnownUser user = knownUser();
        for (String other : List.of(" " + user.login(), user.login() + " ", user.login().toUpperCase(java.util.Locale.ROOT))) {
            if (provider().authenticate(other, user.password().toCharArray()) instanceof Authentication.Accepted accepted) {
                // Directories may ignore case; then the identity must be the one everybody knows.
                assertThat(accepted.identity().login()).isEqualTo(user.login());
            }
        }
    }

    @Test
    @DisplayName("the password it is given is left as it is")
    void leavesThePasswordAlone() throws AuthProviderException {
        KnownUser user = knownUser();
        char[] password = user.password().toCharArray();
        provider().authenticate(user.login(), password);
        assertThat(Arrays.equals(password, user.password().toCharArray())).isTrue();
    }

    @Test
    @DisplayName("an unknown login takes about as long as a wrong password")
    void doesNotTellByTime() throws AuthProviderException {
        AuthProvider provider = provider();
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            known.add(millisFor(provider, knownUser().login()));
            unknown.add(millisFor(provider, UNKNOWN));
        }
        double longer = Math.max(median(known), median(unknown));
        double shorter = Math.min(median(known), median(unknown));
        assertThat(longer - shorter <= 20 || longer <= shorter * timingTolerance())
                .as("median %s ms for a known login, %s ms for an unknown one", median(known), median(unknown)).isTrue();
    }

    private static long millisFor(AuthProvider provider, String login) throws AuthProviderException {
        long start = System.nanoTime();
        provider.authenticate(login, "certainly-wrong".toCharArray());
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static double median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    @Test
    @DisplayName("asking for no volumes is granted")
    void grantsNothing() throws AuthProviderException {
        assertThat(provider().volumes(identity(), List.of())).isEqualTo(new VolumeVerdict.Granted(List.of()));
    }

    @Test
    @DisplayName("a volume is granted by name, and read-only when that is asked for")
    void grantsAsAsked() throws AuthProviderException {
        Optional<String> volume = writableVolume();
        if (volume.isPresent()) {
            String name = volume.get();
            VolumeGrant writable = grant(new VolumeRequest(name, false));
            assertThat(writable.name()).isEqualTo(name);
            assertThat(writable.readOnly()).isFalse();
            VolumeGrant readOnly = grant(new VolumeRequest(name, true));
            assertThat(readOnly.readOnly()).isTrue();
            assertThat(readOnly.path()).isEqualTo(writable.path());
        }
    }

    private VolumeGrant grant(VolumeRequest request) throws AuthProviderException {
        VolumeVerdict verdict = provider().volumes(identity(), List.of(request));
        assertThat(verdict).isInstanceOf(VolumeVerdict.Granted.class);
        List<VolumeGrant> grants = ((VolumeVerdict.Granted) verdict).grants();
        assertThat(grants).hasSize(1);
        return grants.get(0);
    }

    static List<String> oddVolumes() {
        return List.of("no-such-volume", "", "/", "/etc", "..", "../etc", "home/../../etc", "a\0b");
    }

    @ParameterizedTest
    @MethodSource("oddVolumes")
    @DisplayName("a volume that does not exist is refused by name, never taken for a path, and takes the others with it")
    void refusesOddVolumes(String name) throws AuthProviderException {
        List<VolumeRequest> requests = new ArrayList<>();
        writableVolume().ifPresent(good -> requests.add(new VolumeRequest(good, true)));
        requests.add(new VolumeRequest(name, true));
        assertThat(provider().volumes(identity(), requests)).isInstanceOfSatisfying(VolumeVerdict.Refused.class, refused -> {
            assertThat(refused.volume()).isEqualTo(name);
            assertThat(refused.message()).isNotBlank();
        });
    }

    @Test
    @DisplayName("many at once get their own answers")
    void answersManyAtOnce() throws Exception {
        AuthProvider provider = provider();
        KnownUser user = knownUser();
        Callable<Boolean> right = () -> provider.authenticate(user.login(), user.password().toCharArray()) instanceof Authentication.Accepted;
        Callable<Boolean> wrong = () -> provider.authenticate(user.login(), "certainly-wrong".toCharArray()) instanceof Authentication.Refused;
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Boolean> answer : threads.invokeAll(List.of(right, wrong, right, wrong, right, wrong, right, wrong))) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Identity identity() throws AuthProviderException {
        return provider().identity(knownUser().login()).orElseThrow();
    }
}
