package org.godocker.rest.internal.user;

import java.util.List;
import org.godocker.api.user.Identity;
import org.godocker.api.user.User;
import org.godocker.rest.internal.json.Times;

/** An account as it is sent. */
public record UserView(
        String login, int uid, int gid, List<Integer> groups, String home, String mail, boolean administrator,
        boolean enabled, String created) {

    static UserView of(User user) {
        Identity identity = user.identity();
        return new UserView(identity.login(), identity.uid(), identity.gid(), identity.groups(),
                identity.home().orElse(null), identity.mail().orElse(null), identity.administrator(), user.enabled(),
                Times.format(user.created()));
    }
}
