package org.godocker.rest.internal.job;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import org.godocker.api.error.InvalidRequestException;

/** The header that lets a client repeat a submission without submitting twice. */
final class IdempotencyKeys {

    static final String HEADER = "Idempotency-Key";
    /** Says that the jobs in the answer had been accepted by an earlier request. */
    static final String REPLAYED = "Idempotent-Replayed";

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private IdempotencyKeys() {
    }

    static Optional<String> read(HttpServletRequest request) {
        // Asked of the servlet: JAX-RS passes over an empty header, and takes commas for dividers of lists.
        List<String> values = Collections.list(request.getHeaders(HEADER));
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1 || !FORM.matcher(values.get(0)).matches()) {
            throw InvalidRequestException.of(HEADER, "form",
                    "the header must be given once and be 1 to 200 visible ASCII characters without blanks");
        }
        return Optional.of(values.get(0));
    }
}
