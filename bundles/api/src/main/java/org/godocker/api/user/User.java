package org.godocker.api.user;

import java.time.Instant;
import java.util.Objects;

/**
 * An account that is managed here.
 *
 * @param identity who he is on the machines
 * @param enabled  whether he may log in and his jobs may start
 * @param created  when the account was made
 */
public record User(Identity identity, boolean enabled, Instant created) {

    public User {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(created, "created");
    }

    public String login() {
        return identity.login();
    }
}
