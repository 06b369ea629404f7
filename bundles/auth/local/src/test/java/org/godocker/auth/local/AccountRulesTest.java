package org.godocker.auth.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.Violation;
import org.godocker.api.user.NewUser;
import org.godocker.api.user.UserChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountRulesTest {

    private static final String PASSWORD = "long enough";

    private static List<String> refused(NewUser user) {
        InvalidRequestException refusal = catchThrowableOfType(InvalidRequestException.class, () -> AccountRules.check(user));
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage()).doesNotContain(PASSWORD);
        return refusal.violations().stream().map(Violation::field).toList();
    }

    private static NewUser user(String login, String password, Integer uid, Integer gid, List<Integer> groups, String home, String mail) {
        return new NewUser(login, password == null ? null : password.toCharArray(), uid, gid, groups, home, mail, false);
    }

    private static NewUser withLogin(String login) {
        return user(login, PASSWORD, 1000, 1000, null, null, null);
    }

    private static NewUser withHome(String home) {
        return user("ada", PASSWORD, 1000, 1000, List.of(), home, null);
    }

    private static NewUser withMail(String mail) {
        return user("ada", PASSWORD, 1000, 1000, List.of(), null, mail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "_ada", "a", "a.b-c_d9", "abcdefghijklmnopqrstuvwxyz012345"})
    void fitLogins(String login) {
        assertThatCode(() -> AccountRules.check(withLogin(login))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Ada", "9ada", ".ada", "-ada", "ada lovelace", "ada\n", "adä", "a/b", "abcdefghijklmnopqrstuvwxyz0123456"})
    void unfitLogins(String login) {
        assertThat(refused(withLogin(login))).containsExactly("login");
    }

    @Test
    void passwordsHaveTheRightLength() {
        for (int length : new int[] {8, 1024}) {
            NewUser user = user("ada", "x".repeat(length), 1000, 1000, null, null, null);
            assertThatCode(() -> AccountRules.check(user)).doesNotThrowAnyException();
        }
        for (int length : new int[] {0, 7, 1025}) {
            assertThat(refused(user("ada", "x".repeat(length), 1000, 1000, null, null, null))).containsExactly("password");
        }
        assertThat(refused(user("ada", null, 1000, 1000, null, null, null))).containsExactly("password");
    }

    @Test
    void passwordsAreText() {
        for (String password : new String[] {"long enough\0", "long \uD83D enough", "long enough\uDE00", "long enough\uD83D"}) {
            assertThat(refused(user("ada", password, 1000, 1000, null, null, null))).containsExactly("password");
        }
        NewUser user = user("ada", "p\u00e4ss w\u00f6rd \uD83D\uDE00", 1000, 1000, null, null, null);
        assertThatCode(() -> AccountRules.check(user)).doesNotThrowAnyException();
    }

    @Test
    void idsAreInRange() {
        for (Integer id : new Integer[] {1, Integer.MAX_VALUE - 1}) {
            assertThatCode(() -> AccountRules.check(user("ada", PASSWORD, id, id, List.of(id), null, null))).doesNotThrowAnyException();
        }
        for (Integer id : new Integer[] {null, 0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThat(refused(user("ada", PASSWORD, id, id, Collections.singletonList(id), null, null)))
                    .containsExactly("uid", "gid", "groups[0]");
        }
    }

    @Test
    void eachWrongGroupIsNamedAndTheirNumberIsBounded() {
        assertThat(refused(user("ada", PASSWORD, 1, 1, Arrays.asList(5, 0, null), null, null))).containsExactly("groups[1]", "groups[2]");
        assertThat(refused(user("ada", PASSWORD, 1, 1, Collections.nCopies(257, 5), null, null))).containsExactly("groups");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "/home/ada", "/h", "/srv/users/a.b/..c", "/home/Ada Lovelace"})
    void fitHomes(String home) {
        assertThatCode(() -> AccountRules.check(withHome(home))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "home/ada", "//home", "/home//ada", "/home/ada/", "/home/../etc", "/home/./ada", "/home/..",
            "/home/ada:/etc", "/home/a\u0000da", "/home/a\nda", " /home/ada", "C:\\ada"})
    void unfitHomes(String home) {
        assertThat(refused(withHome(home))).containsExactly("home");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "ada@example.org", "a.b+c@x-y.example", "root@localhost", "o'hara@example.org"})
    void fitMailAddresses(String mail) {
        assertThatCode(() -> AccountRules.check(withMail(mail))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "@example.org", "ada@", "ada@@example.org", "a b@example.org", ".ada@example.org",
            "ada@example..org", "ada@-example.org", "ada@example.org\nBcc: all@example.org", "Ada <ada@example.org>"})
    void unfitMailAddresses(String mail) {
        assertThat(refused(withMail(mail))).containsExactly("mail");
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        assertThat(refused(user("Ada", "short", 0, 0, List.of(0), "home", "mail")))
                .containsExactly("login", "password", "uid", "gid", "groups[0]", "home", "mail");
    }

    @Test
    void changesFollowTheSameRules() {
        UserChange change = new UserChange(Optional.of("short".toCharArray()), Optional.of(0), Optional.of(List.of(-1)),
                Optional.of("home"), Optional.of("mail"), Optional.empty(), Optional.empty());

        InvalidRequestException refusal = catchThrowableOfType(InvalidRequestException.class, () -> AccountRules.check(change));

        assertThat(refusal.violations()).extracting(Violation::field)
                .containsExactly("password", "gid", "groups[0]", "home", "mail");
    }
}
