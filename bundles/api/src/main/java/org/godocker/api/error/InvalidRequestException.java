package org.godocker.api.error;

import java.util.List;
import java.util.stream.Collectors;

/** The request breaks one or more rules; each is named with its field. */
public final class InvalidRequestException extends ServiceException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    /** @param violations at least one */
    public InvalidRequestException(List<Violation> violations) {
        this("INVALID", violations);
    }

    /**
     * @param code       stable word for the kind of refusal, {@code INVALID} unless something more precise is known
     * @param violations at least one
     */
    public InvalidRequestException(String code, List<Violation> violations) {
        super(code, describe(violations), null);
        this.violations = List.copyOf(violations);
    }

    /** Shorthand for a single violation. */
    public static InvalidRequestException of(String field, String rule, String message) {
        return new InvalidRequestException(List.of(new Violation(field, rule, message)));
    }

    /** What was wrong, in the order of the fields as the caller sent them; never empty. */
    public List<Violation> violations() {
        return violations;
    }

    private static String describe(List<Violation> violations) {
        if (violations.isEmpty()) {
            throw new IllegalArgumentException("an invalid request names at least one violation");
        }
        return violations.stream()
                .map(v -> v.field().isEmpty() ? v.message() : v.field() + ": " + v.message())
                .collect(Collectors.joining("; "));
    }
}
