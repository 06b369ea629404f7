package org.godocker.spi.quota;

import java.util.Objects;

/** May jobs be submitted? */
public sealed interface SubmissionVerdict {

    record Accept() implements SubmissionVerdict {
    }

    /**
     * No.
     *
     * @param code    stable word for programs, upper case, for example {@code RATE_LIMIT}
     * @param message says what the limit is and how much of it is used
     */
    record Reject(String code, String message) implements SubmissionVerdict {
        public Reject {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(message, "message");
        }
    }
}
