package org.godocker.rest.internal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.godocker.spi.config.ConfigurationProblem;
import org.godocker.spi.config.OptionReader;

/**
 * The options of the REST interface, see {@code etc/org.godocker.rest.cfg}.
 *
 * @param maxBody             largest body of a submission in bytes, {@link #MIN_BODY} to {@link #MAX_BODY}
 * @param maxFollowers        how many requests may follow the output of a job at once
 * @param maxFollowersPerUser how many of these one user may have
 * @param problems            what was wrong with the configuration; the values above are in force all the same
 */
public record RestOptions(
        int maxBody, int maxFollowers, int maxFollowersPerUser, List<ConfigurationProblem> problems) {

    static final int MIN_BODY = 1 << 10;
    static final int MAX_BODY = 1 << 30;
    public static final RestOptions DEFAULTS = new RestOptions(8 << 20, 64, 16, List.of());

    public RestOptions {
        problems = List.copyOf(Objects.requireNonNull(problems, "problems"));
    }

    /** Reads the options; a malformed one keeps the value it has in {@code inForce}. */
    static RestOptions read(Map<String, ?> properties, RestOptions inForce) {
        OptionReader reader = new OptionReader(properties);
        long maxBody = reader.size("max-body", DEFAULTS.maxBody, inForce.maxBody);
        if (maxBody < MIN_BODY || maxBody > MAX_BODY) {
            reader.problem("max-body", "must be 1KiB to 1GiB; still in force: " + inForce.maxBody);
            maxBody = inForce.maxBody;
        }
        int followers = reader.integer("max-followers", 1, 1000, DEFAULTS.maxFollowers, inForce.maxFollowers);
        int perUser = reader.integer("max-followers-per-user", 1, 1000,
                DEFAULTS.maxFollowersPerUser, inForce.maxFollowersPerUser);
        return new RestOptions((int) maxBody, followers, perUser, reader.problems());
    }
}
