package org.godocker.engine.internal.submission;

import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.Violation;
import org.godocker.api.job.JobOptions;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.JobSubmission;
import org.godocker.api.job.Lifespan;
import org.godocker.api.job.MemorySize;
import org.godocker.api.job.ResourceRequest;
import org.godocker.api.job.VolumeRequest;

/**
 * The rules a submission must keep whoever sends it, and the defaults it gets. A pure function of the submission and the
 * limits in force; all broken rules are found at once.
 */
public final class SubmissionRules {

    /** The least memory a container can be given; Docker Engine refuses less. */
    static final long LEAST_MEMORY = 6L << 20;
    static final BigDecimal MOST_CPUS = BigDecimal.valueOf(1024);
    static final long MOST_MEMORY = 1L << 50;
    static final int LONGEST_NAME = 200;
    static final int LONGEST_DESCRIPTION = 4000;
    static final int MOST_TAGS = 50;
    static final int LONGEST_TAG = 100;
    static final int MOST_VARIABLES = 500;
    static final int LONGEST_ENVIRONMENT = 96 << 10;
    static final int MOST_VOLUMES = 50;
    static final String DEFAULT_PROJECT = "default";

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");
    private static final Pattern PLUGIN_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern VOLUME_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    /**
     * What the rules depend on.
     *
     * @param executors         names of the executors that are configured or installed
     * @param defaultLifespan   for jobs that ask for none
     * @param maximumLifespan   the most a job may ask for
     * @param defaultCpuMillis  for jobs that ask for none
     * @param defaultMemory     for jobs that ask for none, bytes
     * @param allowRoot         whether jobs may be root in their container
     * @param maximumScriptSize bytes in UTF-8
     */
    public record Limits(Set<String> executors, Duration defaultLifespan, Duration maximumLifespan, int defaultCpuMillis,
            long defaultMemory, boolean allowRoot, long maximumScriptSize) {
    }

    private final Limits limits;
    private final JobSubmission in;
    private final List<Violation> violations = new ArrayList<>();

    private SubmissionRules(JobSubmission in, Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    /**
     * Checks submissions and fills in defaults.
     *
     * @throws InvalidRequestException naming every field and rule; with several submissions, fields carry their index
     */
    public static List<JobSpec> check(List<JobSubmission> submissions, Limits limits) {
        List<JobSpec> specs = new ArrayList<>(submissions.size());
        List<Violation> all = new ArrayList<>();
        for (int i = 0; i < submissions.size(); i++) {
            SubmissionRules rules = new SubmissionRules(submissions.get(i), limits);
            JobSpec spec = rules.check();
            if (rules.violations.isEmpty()) {
                specs.add(spec);
            }
            String prefix = "[" + i + "]";
            rules.violations.forEach(v -> all.add(submissions.size() == 1 ? v : v.within(prefix)));
        }
        if (!all.isEmpty()) {
            throw new InvalidRequestException(all);
        }
        return specs;
    }

    private JobSpec check() {
        String name = line("name", in.name(), LONGEST_NAME);
        String description = prose("description", in.description(), LONGEST_DESCRIPTION);
        List<String> tags = tags();
        String project = project();
        image();
        script();
        environment();
        ResourceRequest resources = new ResourceRequest(cpuMillis(), memory());
        List<VolumeRequest> volumes = volumes();
        Duration lifespan = lifespan();
        boolean root = Boolean.TRUE.equals(in.root());
        if (root && !limits.allowRoot()) {
            broken("root", "allowed", "being root in the container is not allowed here");
        }
        String executor = executor();
        if (!violations.isEmpty()) {
            return null;
        }
        return new JobSpec(name, description, tags, project, in.image(), in.script(), Objects.requireNonNullElse(in.env(), Map.of()),
                resources, volumes, lifespan, !Boolean.FALSE.equals(in.network()), root, executor,
                Objects.requireNonNullElse(in.options(), JobOptions.NONE));
    }

    private void broken(String field, String rule, String message) {
        violations.add(new Violation(field, rule, message));
    }

    private String line(String field, String text, int longest) {
        String value = prose(field, text, longest);
        if (value.chars().anyMatch(Character::isISOControl)) {
            broken(field, "single-line", "must not hold line breaks or other control characters");
        }
        return value;
    }

    private String prose(String field, String text, int longest) {
        String value = text == null ? "" : text;
        if (value.length() > longest) {
            broken(field, "max-length", "must have at most " + longest + " characters");
        }
        characters(field, value);
        return value;
    }

    private void characters(String field, String value) {
        if (value.indexOf('\0') >= 0) {
            broken(field, "no-nul", "must not hold the NUL character");
        } else if (!isUnicode(value)) {
            broken(field, "unicode", "must be well formed Unicode; it holds half of a surrogate pair");
        }
    }

    private static boolean isUnicode(String value) {
        try {
            StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(value));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private List<String> tags() {
        List<String> tags = Objects.requireNonNullElse(in.tags(), List.of());
        if (tags.size() > MOST_TAGS) {
            broken("tags", "max-items", "at most " + MOST_TAGS + " tags");
        }
        for (int i = 0; i < Math.min(tags.size(), MOST_TAGS); i++) {
            String field = "tags[" + i + "]";
            if (tags.get(i) == null || tags.get(i).isBlank()) {
                broken(field, "not-empty", "a tag must not be empty");
            } else {
                line(field, tags.get(i), LONGEST_TAG);
            }
        }
        return violations.isEmpty() ? List.copyOf(new LinkedHashSet<>(tags)) : List.of();
    }

    private String project() {
        String project = Objects.requireNonNullElse(in.project(), DEFAULT_PROJECT);
        if (!project.equals(DEFAULT_PROJECT)) {
            broken("project", "known", "there is no such project; leave it out for project " + DEFAULT_PROJECT);
        }
        return project;
    }

    private void image() {
        if (in.image() == null || in.image().isEmpty()) {
            broken("image", "required", "name the image the script runs in, for example debian:12");
        } else if (!ImageReference.isValid(in.image())) {
            broken("image", "image-reference", "must be an image reference: [host[:port]/]name[:tag][@digest], name in lower case");
        }
    }

    private void script() {
        String script = in.script();
        if (script == null || script.isBlank()) {
            broken("script", "required", "must hold at least one command");
            return;
        }
        characters("script", script);
        if (script.length() > limits.maximumScriptSize()
                || script.getBytes(StandardCharsets.UTF_8).length > limits.maximumScriptSize()) {
            broken("script", "max-size", "must have at most " + MemorySize.format(limits.maximumScriptSize()));
        }
    }

    private void environment() {
        Map<String, String> env = Objects.requireNonNullElse(in.env(), Map.of());
        if (env.size() > MOST_VARIABLES) {
            broken("env", "max-items", "at most " + MOST_VARIABLES + " variables");
            return;
        }
        long size = 0;
        for (Map.Entry<String, String> variable : env.entrySet()) {
            String field = "env." + variable.getKey();
            if (!VARIABLE.matcher(variable.getKey()).matches()) {
                broken(field, "variable-name", "a variable name has letters, digits and underscores and does not start with a digit");
            } else if (variable.getKey().startsWith("GODOCKER_") || variable.getKey().startsWith("GOGOCKER_")) {
                broken(field, "reserved", "names that start with GODOCKER_ are set by the system");
            } else if (variable.getValue() == null) {
                broken(field, "required", "a variable needs a value; it may be empty");
            } else {
                characters(field, variable.getValue());
                size += variable.getKey().length() + (long) variable.getValue().length();
            }
        }
        if (size > LONGEST_ENVIRONMENT) {
            broken("env", "max-size", "names and values together must have at most " + LONGEST_ENVIRONMENT + " characters");
        }
    }

    private long cpuMillis() {
        BigDecimal cpus = in.cpus();
        if (cpus == null) {
            return limits.defaultCpuMillis();
        }
        if (cpus.signum() <= 0) {
            broken("cpus", "positive", "must be more than 0");
        } else if (cpus.compareTo(MOST_CPUS) > 0) {
            broken("cpus", "maximum", "must be at most " + MOST_CPUS);
        } else if (cpus.stripTrailingZeros().scale() > 3) {
            broken("cpus", "decimals", "must have at most three decimals");
        } else {
            return cpus.movePointRight(3).longValueExact();
        }
        return 1;
    }

    private long memory() {
        if (in.memory() == null) {
            return limits.defaultMemory();
        }
        long memory = in.memory();
        if (memory <= 0) {
            broken("memory", "positive", "must be more than 0");
        } else if (memory < LEAST_MEMORY) {
            broken("memory", "minimum", "must be at least " + MemorySize.format(LEAST_MEMORY));
        } else if (memory > MOST_MEMORY) {
            broken("memory", "maximum", "must be at most " + MemorySize.format(MOST_MEMORY));
        }
        return Math.max(1, memory);
    }

    private List<VolumeRequest> volumes() {
        List<VolumeRequest> volumes = Objects.requireNonNullElse(in.volumes(), List.of());
        if (volumes.size() > MOST_VOLUMES) {
            broken("volumes", "max-items", "at most " + MOST_VOLUMES + " volumes");
            return List.of();
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < volumes.size(); i++) {
            String name = volumes.get(i).name();
            if (!VOLUME_NAME.matcher(name).matches()) {
                broken("volumes[" + i + "].name", "volume-name",
                        "a volume is asked for by its name, never by a path: letters, digits, dots, dashes and underscores");
            } else if (!names.add(name)) {
                broken("volumes[" + i + "].name", "unique", "volume " + name + " is asked for twice");
            }
        }
        return volumes;
    }

    private Duration lifespan() {
        Duration lifespan = in.lifespan();
        if (lifespan == null) {
            return limits.defaultLifespan();
        }
        if (lifespan.toSeconds() < 1) {
            broken("lifespan", "positive", "must be at least one second");
        } else if (lifespan.compareTo(limits.maximumLifespan()) > 0) {
            broken("lifespan", "maximum", "must be at most " + Lifespan.format(limits.maximumLifespan()));
        }
        return lifespan;
    }

    private String executor() {
        String executor = in.executor();
        if (executor == null || executor.isEmpty()) {
            return "";
        }
        if (!PLUGIN_NAME.matcher(executor).matches() || !limits.executors().contains(executor)) {
            broken("executor", "known", "there is no such executor; there is: " + String.join(", ", limits.executors().stream().sorted().toList()));
        }
        return executor;
    }
}
