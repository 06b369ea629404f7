package org.godocker.api.user;

import java.util.List;

/**
 * An account to be made, unchecked. {@code groups}, {@code home} and {@code mail} may be null for none.
 *
 * @param login         see {@link Identity#LOGIN_PATTERN}
 * @param password      8 to 1024 characters; wiped by the callee once it is hashed
 * @param uid           null or out of range is refused
 * @param gid           null or out of range is refused
 * @param groups        further groups
 * @param home          absolute path
 * @param mail          address
 * @param administrator whether he administers the system
 */
public record NewUser(
        String login, char[] password, Integer uid, Integer gid, List<Integer> groups, String home, String mail,
        boolean administrator) {

    @Override
    public String toString() {
        return "NewUser[login=" + login + ", uid=" + uid + ", administrator=" + administrator + "]";
    }
}
