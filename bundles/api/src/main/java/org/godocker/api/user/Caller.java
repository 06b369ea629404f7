package org.godocker.api.user;

import java.util.Objects;

/**
 * Who makes a request, after he has proved it.
 *
 * @param login         his login
 * @param administrator whether he may see and do everything
 */
public record Caller(String login, boolean administrator) {

    public Caller {
        Objects.requireNonNull(login, "login");
    }
}
