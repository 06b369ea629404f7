package org.godocker.api.user;

import java.time.Instant;

/**
 * A token just made by logging in.
 *
 * @param token   for {@code Authorization: Bearer}; only its hash is kept
 * @param expires when it stops working
 */
public record IssuedToken(String token, Instant expires) {

    @Override
    public String toString() {
        return "IssuedToken[expires=" + expires + "]";
    }
}
