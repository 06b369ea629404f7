package org.godocker.engine.internal.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.godocker.spi.config.OptionReader;

/**
 * The options of the engine, checked; see {@code etc/org.godocker.engine.cfg} for what each means.
 */
public record EngineSettings(
        String schedulingPolicy,
        List<String> executors,
        List<String> authProviders,
        List<String> watchers,
        List<String> quotaPolicies,
        Path workspaces,
        long minimumFreeDisk,
        int defaultCpuMillis,
        long defaultMemory,
        boolean allowRoot,
        int maximumJobsPerCall,
        long maximumScriptSize,
        Duration holdCapacityAfter,
        Duration killGrace,
        Duration callTimeout,
        Duration policyTimeout,
        Duration launchTimeout,
        Duration sweepInterval,
        Duration orphanGrace,
        Duration tokenLifetime,
        int maximumApiKeys,
        Duration idempotencyLifetime) {

    /** What is in force when nothing is configured. */
    public static EngineSettings defaults(Path base) {
        return new EngineSettings("fifo", List.of("docker"), List.of("local"), List.of("lifespan"), List.of("rate"),
                base.resolve("var").resolve("workspaces"), 256L << 20, 1000, 1L << 30, false, 1000, 4L << 20,
                Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(2),
                Duration.ofMinutes(30), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofHours(24), 50,
                Duration.ofDays(1));
    }

    /** Reads all options; what is malformed keeps its value from {@code inForce} and is noted in the reader. */
    public static EngineSettings read(OptionReader options, EngineSettings defaults, EngineSettings inForce) {
        return new EngineSettings(
                options.value("scheduling-policy", defaults.schedulingPolicy, inForce.schedulingPolicy, EngineSettings::pluginName),
                names(options, "executors", defaults.executors, inForce.executors),
                names(options, "auth-providers", defaults.authProviders, inForce.authProviders),
                names(options, "watchers", defaults.watchers, inForce.watchers),
                names(options, "quota-policies", defaults.quotaPolicies, inForce.quotaPolicies),
                options.value("workspaces", defaults.workspaces, inForce.workspaces, EngineSettings::absolutePath),
                options.size("minimum-free-disk", defaults.minimumFreeDisk, inForce.minimumFreeDisk),
                options.value("default-cpus", defaults.defaultCpuMillis, inForce.defaultCpuMillis, EngineSettings::cpuMillis,
                        EngineSettings::cpus),
                options.value("default-memory", defaults.defaultMemory, inForce.defaultMemory, EngineSettings::positiveSize),
                options.flag("allow-root", defaults.allowRoot, inForce.allowRoot),
                options.integer("maximum-jobs-per-call", 1, 100_000, defaults.maximumJobsPerCall, inForce.maximumJobsPerCall),
                options.value("maximum-script-size", defaults.maximumScriptSize, inForce.maximumScriptSize, EngineSettings::positiveSize),
                options.duration("hold-capacity-after", defaults.holdCapacityAfter, inForce.holdCapacityAfter),
                options.duration("kill-grace", defaults.killGrace, inForce.killGrace),
                options.duration("call-timeout", defaults.callTimeout, inForce.callTimeout),
                options.duration("policy-timeout", defaults.policyTimeout, inForce.policyTimeout),
                options.duration("launch-timeout", defaults.launchTimeout, inForce.launchTimeout),
                options.duration("sweep-interval", defaults.sweepInterval, inForce.sweepInterval),
                options.duration("orphan-grace", defaults.orphanGrace, inForce.orphanGrace),
                options.duration("token-lifetime", defaults.tokenLifetime, inForce.tokenLifetime),
                options.integer("maximum-api-keys", 1, 10_000, defaults.maximumApiKeys, inForce.maximumApiKeys),
                options.duration("idempotency-lifetime", defaults.idempotencyLifetime, inForce.idempotencyLifetime));
    }

    /** Reads options on top of the defaults, for tests and tools. */
    public static EngineSettings of(Path base, Map<String, ?> options) {
        EngineSettings defaults = defaults(base);
        return read(new OptionReader(options), defaults, defaults);
    }

    private static List<String> names(OptionReader options, String option, List<String> byDefault, List<String> inForce) {
        return options.value(option, byDefault, inForce, text -> List.of(text.split(",")).stream()
                .map(String::strip).filter(s -> !s.isEmpty()).map(EngineSettings::pluginName).distinct().toList());
    }

    private static String pluginName(String text) {
        if (!text.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException("a plugin name has lower case letters, digits and dashes");
        }
        return text;
    }

    private static Path absolutePath(String text) {
        Path path = Path.of(text);
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("must be an absolute path");
        }
        return path.normalize();
    }

    private static int cpuMillis(String text) {
        try {
            BigDecimal cpus = new BigDecimal(text);
            if (cpus.signum() > 0 && cpus.scale() <= 3 && cpus.compareTo(BigDecimal.valueOf(1024)) <= 0) {
                return cpus.movePointRight(3).intValueExact();
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number of cpus such as 1 or 0.5", e);
        }
        throw new IllegalArgumentException("must be a number of cpus from 0.001 to 1024 with at most three decimals");
    }

    private static String cpus(int millis) {
        return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
    }

    private static long positiveSize(String text) {
        long size = org.godocker.api.job.MemorySize.parse(text);
        if (size < 1) {
            throw new IllegalArgumentException("must be 1 byte or more");
        }
        return size;
    }
}
