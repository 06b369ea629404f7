package org.godocker.auth.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.Violation;
import org.godocker.api.user.Identity;
import org.godocker.api.user.NewUser;
import org.godocker.api.user.UserChange;

/** What accounts may hold. All rules are looked at, so that a caller learns of everything that is wrong at once. */
final class AccountRules {

    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 1024;
    /** 2^31-1 is left out: as an unsigned number beside -1 it means "nobody" or "unchanged" in too many places. */
    private static final int LARGEST_ID = Integer.MAX_VALUE - 1;
    private static final int MOST_GROUPS = 256;
    private static final int LONGEST_HOME = 1024;
    private static final int LONGEST_MAIL = 254;
    private static final Pattern LOGIN = Pattern.compile(Identity.LOGIN_PATTERN);
    private static final Pattern MAIL = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    private final List<Violation> violations = new ArrayList<>();

    private AccountRules() {
    }

    /** @throws InvalidRequestException naming every field that breaks a rule */
    static void check(NewUser user) {
        AccountRules rules = new AccountRules();
        rules.login(user.login());
        rules.password(user.password());
        rules.id("uid", user.uid());
        rules.id("gid", user.gid());
        rules.groups(Objects.requireNonNullElse(user.groups(), List.of()));
        rules.home(Objects.requireNonNullElse(user.home(), ""));
        rules.mail(Objects.requireNonNullElse(user.mail(), ""));
        rules.report();
    }

    /** @throws InvalidRequestException naming every field that breaks a rule */
    static void check(UserChange change) {
        AccountRules rules = new AccountRules();
        change.password().ifPresent(rules::password);
        change.gid().ifPresent(gid -> rules.id("gid", gid));
        change.groups().ifPresent(rules::groups);
        change.home().ifPresent(rules::home);
        change.mail().ifPresent(rules::mail);
        rules.report();
    }

    private void report() {
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
    }

    private void refuse(String field, String rule, String message) {
        violations.add(new Violation(field, rule, message));
    }

    /** Whether an account could have this login; what cannot is not worth asking the database. */
    static boolean isLogin(String login) {
        return login != null && LOGIN.matcher(login).matches();
    }

    private void login(String login) {
        if (!isLogin(login)) {
            refuse("login", "pattern", "must have 1 to 32 lower case letters, digits and _ . -, and begin with a letter or _");
        }
    }

    private void password(char[] password) {
        if (password == null || password.length < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD) {
            refuse("password", "length", "must have " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
        } else if (!PasswordHasher.isText(password)) {
            refuse("password", "characters", "must be text: no NUL and no half of a surrogate pair");
        }
    }

    private void id(String field, Integer id) {
        if (id == null || id < 1 || id > LARGEST_ID) {
            refuse(field, "range", "must be a whole number from 1 to " + LARGEST_ID);
        }
    }

    private void groups(List<Integer> groups) {
        if (groups.size() > MOST_GROUPS) {
            refuse("groups", "length", "must have at most " + MOST_GROUPS + " groups");
            return;
        }
        for (int i = 0; i < groups.size(); i++) {
            id("groups[" + i + "]", groups.get(i));
        }
    }

    private void home(String home) {
        if (home.isEmpty()) {
            return;
        }
        // A colon would end the path where mounts are written as text.
        boolean clean = home.length() <= LONGEST_HOME
                && home.chars().noneMatch(c -> Character.isISOControl(c) || c == ':');
        if (!clean || !isNormalised(home)) {
            refuse("home", "path", "must be an absolute path such as /home/ada, without . or .. or empty parts, without a slash"
                    + " at its end, colons and control characters, at most " + LONGEST_HOME + " characters, and not / itself");
        }
    }

    private static boolean isNormalised(String path) {
        return path.startsWith("/") && Stream.of(path.substring(1).split("/", -1))
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    private void mail(String mail) {
        if (!mail.isEmpty() && (mail.length() > LONGEST_MAIL || !MAIL.matcher(mail).matches())) {
            refuse("mail", "address", "must be a mail address such as ada@example.org, at most " + LONGEST_MAIL + " characters");
        }
    }
}
