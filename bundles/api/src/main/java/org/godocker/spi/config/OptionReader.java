package org.godocker.spi.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.godocker.api.job.Lifespan;
import org.godocker.api.job.MemorySize;

/**
 * Reads the options of a component one by one. An option that is absent takes its default; one that is malformed keeps
 * the value in force and is noted, so that one typing error changes nothing but its own option, and that not either.
 *
 * <p>Use: make one for each new set of properties, read every option with the value in force as fallback, then keep
 * {@link #problems()} for {@link org.godocker.spi.Plugin#configurationProblems()}. Not safe for use by several threads.
 */
public final class OptionReader {

    private static final List<String> FOREIGN_PREFIXES = List.of("service.", "component.", "felix.", "org.apache.", "osgi.", "objectClass");

    private final Map<String, ?> properties;
    private final Set<String> read = new HashSet<>();
    private final List<ConfigurationProblem> problems = new ArrayList<>();

    /** @param properties the component's properties as Declarative Services hand them over */
    public OptionReader(Map<String, ?> properties) {
        this.properties = Objects.requireNonNull(properties, "properties");
    }

    /**
     * Reads an option with a parser of one's own.
     *
     * @param name         of the option
     * @param defaultValue taken when the option is absent or blank
     * @param inForce      kept when the option is malformed
     * @param parser       throws {@link IllegalArgumentException} with what is allowed
     */
    public <T> T value(String name, T defaultValue, T inForce, Function<String, T> parser) {
        return value(name, defaultValue, inForce, parser, String::valueOf);
    }

    /**
     * Reads an option whose value is not kept as it is written.
     *
     * @param writer writes the value in force as the option would be written, for the problem
     * @see #value(String, Object, Object, Function)
     */
    public <T> T value(String name, T defaultValue, T inForce, Function<String, T> parser, Function<T, String> writer) {
        read.add(name);
        Object raw = properties.get(name);
        String text = raw instanceof Object[] array ? String.join(",", Arrays.stream(array).map(String::valueOf).toList())
                : raw == null ? "" : raw.toString();
        if (text.isBlank()) {
            return defaultValue;
        }
        try {
            return parser.apply(text.strip());
        } catch (IllegalArgumentException e) {
            problems.add(new ConfigurationProblem(name, e.getMessage() + "; still in force: " + writer.apply(inForce)));
            return inForce;
        }
    }

    /** Reads a whole number between {@code min} and {@code max}, both included. */
    public int integer(String name, int min, int max, int defaultValue, int inForce) {
        return value(name, defaultValue, inForce, text -> {
            String rule = "must be a whole number from " + min + " to " + max;
            try {
                int number = Integer.parseInt(text);
                if (number < min || number > max) {
                    throw new IllegalArgumentException(rule);
                }
                return number;
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(rule, e);
            }
        });
    }

    /** Reads {@code true} or {@code false}. */
    public boolean flag(String name, boolean defaultValue, boolean inForce) {
        return value(name, defaultValue, inForce, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        });
    }

    /** Reads a text as it stands. */
    public String text(String name, String defaultValue) {
        return value(name, defaultValue, defaultValue, Function.identity());
    }

    /** Reads a duration, see {@link Lifespan#parse}. */
    public Duration duration(String name, Duration defaultValue, Duration inForce) {
        return value(name, defaultValue, inForce, Lifespan::parse, Lifespan::format);
    }

    /** Reads a size in bytes, see {@link MemorySize#parse}. */
    public long size(String name, long defaultValue, long inForce) {
        return value(name, defaultValue, inForce, MemorySize::parse);
    }

    /** Reads a list of names divided by commas; blanks around them do not count. */
    public List<String> names(String name, List<String> defaultValue, List<String> inForce) {
        return value(name, defaultValue, inForce,
                text -> Stream.of(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).distinct().toList());
    }

    /** Reads one of the constants of an enum, written in lower case with dashes. */
    public <E extends Enum<E>> E choice(String name, Class<E> type, E defaultValue, E inForce) {
        return value(name, defaultValue, inForce, text -> {
            for (E constant : type.getEnumConstants()) {
                if (written(constant).equals(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("must be one of "
                    + String.join(", ", Arrays.stream(type.getEnumConstants()).map(OptionReader::written).toList()));
        });
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Notes a problem that only shows when several options are seen together. */
    public void problem(String option, String rule) {
        problems.add(new ConfigurationProblem(option, rule));
    }

    /**
     * What was wrong, options nobody read included. Call it after all options have been read.
     */
    public List<ConfigurationProblem> problems() {
        List<ConfigurationProblem> all = new ArrayList<>(problems);
        properties.keySet().stream()
                .filter(key -> !read.contains(key) && FOREIGN_PREFIXES.stream().noneMatch(key::startsWith)
                        && !key.startsWith(".") && !key.equals("name") && !key.equals("kind"))
                .sorted()
                .forEach(key -> all.add(new ConfigurationProblem(key, "is not an option of this component; it has no effect")));
        return List.copyOf(all);
    }
}
