package org.godocker.rest.internal.job;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.godocker.api.job.JobQuery;
import org.godocker.api.job.JobState;
import org.godocker.rest.internal.json.Violations;

/** Reads the query parameters of the job list. */
final class JobQueries {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final int MAX_LENGTH = 1000;

    private final Violations violations = new Violations();

    JobQuery read(List<String> states, String owner, String project, String tag, String text, String cursor, String limit) {
        Set<JobState> wanted = states(states);
        int number = limit(limit);
        Optional<String> readOwner = text("owner", owner);
        Optional<String> readProject = text("project", project);
        Optional<String> readTag = text("tag", tag);
        Optional<String> readText = text("text", text);
        Optional<String> readCursor = text("cursor", cursor);
        violations.throwIfAny();
        return new JobQuery(wanted, readOwner, readProject, readTag, readText, readCursor, number);
    }

    private Set<JobState> states(List<String> texts) {
        Set<JobState> states = EnumSet.noneOf(JobState.class);
        texts.stream().flatMap(text -> Arrays.stream(text.split(",", -1))).forEach(name -> Arrays.stream(JobState.values())
                .filter(state -> state.name().equals(name)).findFirst()
                .ifPresentOrElse(states::add, () -> violations.add("state", "state",
                        "must be one of " + Arrays.toString(JobState.values()) + ", several divided by commas")));
        return states;
    }

    private int limit(String text) {
        if (text == null) {
            return JobQuery.DEFAULT_LIMIT;
        }
        int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (number < 1 || number > JobQuery.MAX_LIMIT) {
            violations.add("limit", "range", "must be a whole number from 1 to " + JobQuery.MAX_LIMIT);
            return JobQuery.DEFAULT_LIMIT;
        }
        return number;
    }

    private Optional<String> text(String name, String value) {
        if (value != null && (value.length() > MAX_LENGTH || value.indexOf('\0') >= 0 || value.indexOf('\uFFFD') >= 0)) {
            violations.add(name, "text", "must be valid UTF-8 of at most " + MAX_LENGTH + " characters and without NUL");
            return Optional.empty();
        }
        return Optional.ofNullable(value);
    }
}
