package org.godocker.api.user;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A key that programs log in with, without its secret.
 *
 * @param id      public, random
 * @param owner   login it acts for
 * @param name    what its owner calls it
 * @param created when it was made
 * @param expires when it stops working; empty for never
 */
public record ApiKey(String id, String owner, String name, Instant created, Optional<Instant> expires) {

    public ApiKey {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(expires, "expires");
    }
}
