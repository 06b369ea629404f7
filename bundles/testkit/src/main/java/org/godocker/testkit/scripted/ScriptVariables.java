package org.godocker.testkit.scripted;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godocker.api.job.Lifespan;
import org.godocker.api.job.MemorySize;
import org.godocker.api.job.ResourceUsage;
import org.godocker.testkit.scripted.ScriptedBehaviour.Launch;
import org.godocker.testkit.scripted.ScriptedBehaviour.Reports;

/** The environment variables by which a job says what its pretended container does; others have no effect. */
public final class ScriptVariables {

    /** How long it runs: {@code 250ms}, {@code 90m}, {@code 0}, or {@code forever}. */
    public static final String DELAY = "SCRIPTED_DELAY";
    /** Its exit code, 0 to 255. */
    public static final String EXIT = "SCRIPTED_EXIT";
    /** {@code true}: the kernel ends it for its memory, exit code 137. */
    public static final String OOM = "SCRIPTED_OOM";
    /** {@code true}: it takes no notice of SIGTERM. */
    public static final String IGNORE_TERM = "SCRIPTED_IGNORE_TERM";
    /**
     * What the launch does: {@code start}, {@code refuse}, {@code image-not-found}, {@code postpone},
     * {@code fail-before-create}, {@code fail-before-start}, {@code fail-after-start}, {@code hang}. With {@code :2}
     * behind it, it does so for the first two launches of the job; without, for the first.
     */
    public static final String LAUNCH = "SCRIPTED_LAUNCH";
    /** What becomes of reports: {@code normal}, {@code lost}, {@code twice}, {@code late:5s}. */
    public static final String REPORTS = "SCRIPTED_REPORTS";
    /** {@code true}: the executor asks for a comparison of everything, for no reason, after the start. */
    public static final String RESYNCHRONISE = "SCRIPTED_RESYNCHRONISE";
    /** Cpu seconds it will have used, decimal. */
    public static final String CPU_SECONDS = "SCRIPTED_CPU_SECONDS";
    /** Peak memory it will have used, for example {@code 64MiB}. */
    public static final String MEMORY_PEAK = "SCRIPTED_MEMORY_PEAK";

    private static final Pattern MILLIS = Pattern.compile("(\\d{1,12})ms");
    private static final Pattern WORD_AND_REST = Pattern.compile("([a-z-]+)(?::(.+))?");

    private ScriptVariables() {
    }

    /**
     * Reads a behaviour.
     *
     * @param env      a job's environment
     * @param defaults what holds for variables that are not there
     * @throws IllegalArgumentException naming the variable and what is allowed
     */
    public static ScriptedBehaviour read(Map<String, String> env, ScriptedBehaviour defaults) {
        ScriptedBehaviour behaviour = defaults;
        behaviour = with(env, DELAY, behaviour, ScriptVariables::delay);
        behaviour = with(env, EXIT, behaviour, (b, text) -> b.exiting(number(text)));
        behaviour = with(env, OOM, behaviour, (b, text) -> flag(text) ? b.runningOutOfMemory() : b);
        behaviour = with(env, IGNORE_TERM, behaviour, (b, text) -> flag(text) ? b.ignoringTerm() : b);
        behaviour = with(env, LAUNCH, behaviour, ScriptVariables::launch);
        behaviour = with(env, REPORTS, behaviour, ScriptVariables::reports);
        behaviour = with(env, RESYNCHRONISE, behaviour, (b, text) -> flag(text) ? b.resynchronising() : b);
        behaviour = with(env, CPU_SECONDS, behaviour,
                (b, text) -> b.using(new ResourceUsage(Double.parseDouble(text), b.usage().memoryPeak())));
        behaviour = with(env, MEMORY_PEAK, behaviour,
                (b, text) -> b.using(new ResourceUsage(b.usage().cpuSeconds(), MemorySize.parse(text))));
        return behaviour;
    }

    private interface Reader {
        ScriptedBehaviour read(ScriptedBehaviour behaviour, String text);
    }

    private static ScriptedBehaviour with(Map<String, String> env, String name, ScriptedBehaviour behaviour, Reader reader) {
        String text = env.get(name);
        if (text == null) {
            return behaviour;
        }
        try {
            return reader.read(behaviour, text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + "=" + text + ": " + e.getMessage(), e);
        }
    }

    private static ScriptedBehaviour delay(ScriptedBehaviour behaviour, String text) {
        return text.equals("forever") ? behaviour.runningUntilKilled() : behaviour.runningFor(duration(text));
    }

    /**
     * Reads a duration of zero or more: {@code 0}, {@code 250ms}, {@code 90m}.
     *
     * @throws IllegalArgumentException with what is allowed
     */
    public static Duration duration(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher millis = MILLIS.matcher(text);
        return millis.matches() ? Duration.ofMillis(Long.parseLong(millis.group(1))) : Lifespan.parse(text);
    }

    private static ScriptedBehaviour launch(ScriptedBehaviour behaviour, String text) {
        return split(text, word -> rest -> behaviour.launching(constant(Launch.class, word), rest == null ? 1 : number(rest)));
    }

    private static ScriptedBehaviour reports(ScriptedBehaviour behaviour, String text) {
        return split(text, word -> rest -> behaviour.reporting(constant(Reports.class, word),
                rest == null ? Duration.ofSeconds(5) : duration(rest)));
    }

    private static ScriptedBehaviour split(String text, Function<String, Function<String, ScriptedBehaviour>> reader) {
        Matcher m = WORD_AND_REST.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("must be a word, perhaps with a colon and a figure behind it");
        }
        return reader.apply(m.group(1)).apply(m.group(2));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number", e);
        }
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants()).filter(c -> written(c).equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + String.join(", ", Arrays.stream(type.getEnumConstants()).map(ScriptVariables::written).toList())));
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
