package org.godocker.spi.auth;

import java.util.Objects;
import org.godocker.api.user.Identity;

/** Answer to a login. */
public sealed interface Authentication {

    /** Login and password fit. */
    record Accepted(Identity identity) implements Authentication {
        public Accepted {
            Objects.requireNonNull(identity, "identity");
        }
    }

    /** The login is this provider's, but the password is wrong or the account disabled: no other provider is asked. */
    record Refused() implements Authentication {
    }

    /** The provider does not know the login; the next one is asked. */
    record Unknown() implements Authentication {
    }
}
