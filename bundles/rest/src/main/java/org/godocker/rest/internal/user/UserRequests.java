package org.godocker.rest.internal.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import org.godocker.api.error.Violation;
import org.godocker.api.user.NewUser;
import org.godocker.api.user.UserChange;
import org.godocker.rest.internal.json.ObjectFields;
import org.godocker.rest.internal.json.Violations;

/** Reads what is sent about accounts: form here, rules of the domain in the engine. */
final class UserRequests {

    /** {@code /users/me} is the caller himself. */
    static final String ME = "me";

    private static final String CURRENT = "currentPassword";
    private static final String WANTED = "newPassword";

    private UserRequests() {
    }

    static NewUser created(JsonNode body) {
        Violations violations = new Violations();
        ObjectFields fields = new ObjectFields(body, "", violations);
        String login = fields.text("login");
        String password = fields.text("password");
        NewUser user = new NewUser(login, chars(password), fields.integer("uid"), fields.integer("gid"),
                fields.integers("groups"), fields.text("home"), fields.text("mail"),
                Boolean.TRUE.equals(fields.flag("administrator")));
        fields.require("login");
        fields.require("password");
        fields.require("uid");
        fields.require("gid");
        if (ME.equals(login)) {
            fields.violation("login", "reserved", "me stands for the caller himself");
        }
        fields.finish();
        violations.throwIfAny();
        return user;
    }

    /** What is left out stays; home and mail are removed by null. */
    static UserChange changed(JsonNode body) {
        Violations violations = new Violations();
        ObjectFields fields = new ObjectFields(body, "", violations);
        UserChange change = new UserChange(
                Optional.ofNullable(chars(given(fields, "password", fields.text("password")))),
                Optional.ofNullable(given(fields, "gid", fields.integer("gid"))),
                Optional.ofNullable(given(fields, "groups", fields.integers("groups"))),
                removable(fields, "home"),
                removable(fields, "mail"),
                Optional.ofNullable(given(fields, "administrator", fields.flag("administrator"))),
                Optional.ofNullable(given(fields, "enabled", fields.flag("enabled"))));
        fields.finish(Set.of("login", "uid", "created"));
        violations.throwIfAny();
        return change;
    }

    private static <T> T given(ObjectFields fields, String field, T value) {
        if (fields.has(field) && fields.any(field) == null) {
            fields.violation(field, "not-null", "cannot be removed; leave it out to keep it");
        }
        return value;
    }

    private static Optional<String> removable(ObjectFields fields, String field) {
        String text = fields.text(field);
        return fields.has(field) ? Optional.of(text == null ? "" : text) : Optional.empty();
    }

    static PasswordChange password(JsonNode body) {
        Violations violations = new Violations();
        ObjectFields fields = new ObjectFields(body, "", violations);
        String present = fields.text(CURRENT);
        String wanted = fields.text(WANTED);
        fields.require(CURRENT);
        fields.require(WANTED);
        fields.finish();
        violations.throwIfAny();
        return new PasswordChange(present.toCharArray(), wanted.toCharArray());
    }

    /** The service calls the two passwords of a change by the names of its parameters, the sender by those of the fields. */
    static Violation asSent(Violation violation) {
        String field = switch (violation.field()) {
            case "present" -> CURRENT;
            case "wanted" -> WANTED;
            default -> violation.field();
        };
        return new Violation(field, violation.rule(), violation.message());
    }

    private static char[] chars(String text) {
        return text == null ? null : text.toCharArray();
    }

    /** Both passwords of a change. */
    record PasswordChange(char[] present, char[] wanted) {

        @Override
        public String toString() {
            return "PasswordChange[]";
        }
    }
}
