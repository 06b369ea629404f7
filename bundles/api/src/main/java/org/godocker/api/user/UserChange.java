package org.godocker.api.user;

import java.util.List;
import java.util.Optional;

/**
 * What to change of an account; empty leaves a part as it is.
 *
 * @param password      new password; its API keys stay, its tokens end
 * @param gid           first group
 * @param groups        further groups
 * @param home          absolute path, or empty text for none
 * @param mail          address, or empty text for none
 * @param administrator whether he administers the system
 * @param enabled       whether he may log in and his jobs may start
 */
public record UserChange(
        Optional<char[]> password, Optional<Integer> gid, Optional<List<Integer>> groups, Optional<String> home,
        Optional<String> mail, Optional<Boolean> administrator, Optional<Boolean> enabled) {

    @Override
    public String toString() {
        return "UserChange[gid=" + gid + ", groups=" + groups + ", administrator=" + administrator
                + ", enabled=" + enabled + "]";
    }
}
