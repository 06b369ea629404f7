package org.godocker.engine.internal.workspace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobSpec;
import org.godocker.api.user.Identity;
import org.godocker.spi.auth.VolumeGrant;

/** The environment variables of a job: what users have always found there, and their own. */
final class JobEnvironment {

    /** Where the workspace shows in the container. */
    static final String WORKSPACE = "/mnt/go-docker";

    private static final String HOME_VOLUME = "home";

    private JobEnvironment() {}

    /** The user's variables win over HOME, USER and LOGNAME, never over those called GODOCKER_. */
    static Map<String, String> of(JobId id, JobSpec spec, Identity owner, List<VolumeGrant> grants) {
        String home = grants.stream().filter(grant -> grant.name().equals(HOME_VOLUME)).findFirst()
                .map(VolumeGrant::mountPoint).orElse(WORKSPACE);
        String login = spec.root() ? "root" : owner.login();
        Map<String, String> env = new LinkedHashMap<>();
        env.put("HOME", home);
        env.put("USER", login);
        env.put("LOGNAME", login);
        env.putAll(spec.env());
        env.put("GODOCKER_JID", id.toString());
        env.put("GODOCKER_PWD", WORKSPACE);
        env.put("GODOCKER_HOME", home);
        return env;
    }
}
