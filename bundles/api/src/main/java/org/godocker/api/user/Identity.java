package org.godocker.api.user;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who a user is on the machines: the identity his containers run with.
 *
 * @param login         name, see {@link #LOGIN_PATTERN}
 * @param uid           numeric user id, 1 or more: root is never a user's identity
 * @param gid           numeric id of the first group, 1 or more
 * @param groups        numeric ids of further groups, without repeats, each 1 or more
 * @param home          absolute path of the home directory on the nodes
 * @param mail          address for notices
 * @param administrator whether the provider says he administers the system
 */
public record Identity(
        String login, int uid, int gid, List<Integer> groups, Optional<String> home, Optional<String> mail,
        boolean administrator) {

    /** What logins look like, as useradd(8) on Debian would accept them: short, lower case, no dots at the start. */
    public static final String LOGIN_PATTERN = "[a-z_][a-z0-9_.-]{0,31}";

    public Identity {
        Objects.requireNonNull(login, "login");
        if (uid < 1 || gid < 1 || groups.stream().anyMatch(g -> g < 1)) {
            throw new IllegalArgumentException("uid, gid and groups of " + login + " must be 1 or more");
        }
        groups = groups.stream().distinct().toList();
        Objects.requireNonNull(home, "home");
        Objects.requireNonNull(mail, "mail");
    }
}
