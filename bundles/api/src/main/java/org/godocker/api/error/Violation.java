package org.godocker.api.error;

import java.util.Objects;

/**
 * One rule that a request broke.
 *
 * @param field   the field as the caller named it, for example {@code memory} or {@code [3].volumes[0].name}; empty when
 *                the request as a whole is meant
 * @param rule    a stable, machine readable word for the rule, for example {@code positive} or {@code unknown-field}
 * @param message a sentence for people that says what is allowed; never contains a secret
 */
public record Violation(String field, String rule, String message) {

    public Violation {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(message, "message");
    }

    /** The same violation with {@code prefix} put before the field name, for elements of a list. */
    public Violation within(String prefix) {
        return new Violation(field.isEmpty() ? prefix : prefix + "." + field, rule, message);
    }
}
