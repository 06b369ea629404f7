package org.godocker.engine.internal.account;

import java.util.Objects;
import org.godocker.api.user.Identity;

/** What all auth providers together say to a login. */
public sealed interface LoginVerdict {

    /** Login and password fit. */
    record Accepted(Identity identity) implements LoginVerdict {
        public Accepted {
            Objects.requireNonNull(identity, "identity");
        }
    }

    /** A provider knows the login, but the password is wrong or the account disabled. */
    record Refused() implements LoginVerdict {
    }

    /** Every provider was asked and none knows the login. */
    record Unknown() implements LoginVerdict {
    }

    /**
     * Nobody accepted, and a provider that might have could not be asked.
     *
     * @param message which did not answer, fit for users
     * @param refused whether a provider that did answer found the password wrong
     */
    record Unsure(String message, boolean refused) implements LoginVerdict {
        public Unsure {
            Objects.requireNonNull(message, "message");
        }
    }
}
