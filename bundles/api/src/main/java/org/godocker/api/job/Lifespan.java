package org.godocker.api.job;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 30s}, {@code 90m}, {@code 1d12h}, {@code PT1H30M}, or a bare number of seconds. */
public final class Lifespan {

    private static final Pattern SHORT_FORM = Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s?)?");

    private Lifespan() {
    }

    /**
     * Reads a duration.
     *
     * @return a positive duration in whole seconds
     * @throws IllegalArgumentException when the text is not a duration or not positive; the message names the form
     */
    public static Duration parse(String text) {
        Duration duration = read(text.strip());
        if (duration.isNegative() || duration.toSeconds() < 1) {
            throw new IllegalArgumentException("a duration must be at least one second");
        }
        return Duration.ofSeconds(duration.toSeconds());
    }

    private static Duration read(String text) {
        Matcher m = SHORT_FORM.matcher(text);
        if (!text.isEmpty() && m.matches()) {
            return Duration.ofDays(number(m.group(1))).plusHours(number(m.group(2)))
                    .plusMinutes(number(m.group(3))).plusSeconds(number(m.group(4)));
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "a duration is written like 30s, 90m, 12h, 7d, 1d12h or in ISO 8601 like PT1H30M", e);
        }
    }

    private static long number(String group) {
        return group == null ? 0 : Long.parseLong(group);
    }

    /** Writes a duration in the short form, for example {@code 1d12h}; the inverse of {@link #parse}. */
    public static String format(Duration duration) {
        StringBuilder out = new StringBuilder();
        append(out, duration.toDays(), 'd');
        append(out, duration.toHoursPart(), 'h');
        append(out, duration.toMinutesPart(), 'm');
        append(out, duration.toSecondsPart(), 's');
        return out.length() == 0 ? "0s" : out.toString();
    }

    private static void append(StringBuilder out, long number, char unit) {
        if (number > 0) {
            out.append(number).append(unit);
        }
    }
}
