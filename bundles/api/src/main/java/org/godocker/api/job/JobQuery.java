package org.godocker.api.job;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which jobs to list, newest first. All conditions must hold; an empty one is no condition.
 *
 * @param states  any of these states
 * @param owner   login of the owner
 * @param project exact name
 * @param tag     a tag the job carries, exact
 * @param text    a piece of the name or of the description, upper and lower case alike
 * @param cursor  where the last page ended, as given by it
 * @param limit   how many at most, 1 to {@link #MAX_LIMIT}
 */
public record JobQuery(
        Set<JobState> states,
        Optional<String> owner,
        Optional<String> project,
        Optional<String> tag,
        Optional<String> text,
        Optional<String> cursor,
        int limit) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 500;

    public JobQuery {
        states = Set.copyOf(states);
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(cursor, "cursor");
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ": " + limit);
        }
    }

    /** Everything, first page of default length. */
    public static JobQuery all() {
        return new JobQuery(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), DEFAULT_LIMIT);
    }

    public JobQuery ownedBy(String login) {
        return new JobQuery(states, Optional.of(login), project, tag, text, cursor, limit);
    }
}
