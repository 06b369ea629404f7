package org.godocker.rest.internal.json;

import java.util.ArrayList;
import java.util.List;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.Violation;

/** Collects what is wrong with one request. */
public final class Violations {

    /** More than these are not told: the answer to a long list of nonsense stays short. */
    static final int MAX = 100;

    private final List<Violation> found = new ArrayList<>();

    public void add(String field, String rule, String message) {
        if (found.size() < MAX) {
            found.add(new Violation(field, rule, message));
        }
    }

    /** @throws InvalidRequestException when there is anything to tell */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidRequestException(found);
        }
    }
}
