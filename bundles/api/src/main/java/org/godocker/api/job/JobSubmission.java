package org.godocker.api.job;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A job as a user asks for it, before rules and defaults are applied. Every component but {@code image} and
 * {@code script} may be null, which means: the server's default.
 *
 * @param name        short name for people
 * @param description free text
 * @param tags        words to find it by
 * @param project     project it is accounted to
 * @param image       image reference, for example {@code debian:12}
 * @param script      text of the script that is run
 * @param env         environment variables of the script
 * @param cpus        cpu cores, decimal
 * @param memory      bytes
 * @param volumes     volumes by name
 * @param lifespan    how long it may run
 * @param network     whether it has a network
 * @param root        whether it wants to be root in its container
 * @param executor    name of the executor to run it; null for the first configured one that can
 * @param options     what goes beyond one run of one script; null for nothing
 */
public record JobSubmission(
        String name,
        String description,
        List<String> tags,
        String project,
        String image,
        String script,
        Map<String, String> env,
        BigDecimal cpus,
        Long memory,
        List<VolumeRequest> volumes,
        Duration lifespan,
        Boolean network,
        Boolean root,
        String executor,
        JobOptions options) {

    /** Asks for one run of one script and no more. */
    public JobSubmission(String name, String description, List<String> tags, String project, String image, String script,
            Map<String, String> env, BigDecimal cpus, Long memory, List<VolumeRequest> volumes, Duration lifespan, Boolean network,
            Boolean root, String executor) {
        this(name, description, tags, project, image, script, env, cpus, memory, volumes, lifespan, network, root, executor, null);
    }

    public JobSubmission withOptions(JobOptions newOptions) {
        return new JobSubmission(name, description, tags, project, image, script, env, cpus, memory, volumes, lifespan, network,
                root, executor, newOptions);
    }

    /** The least one can ask for: everything else by default. */
    public static JobSubmission of(String image, String script) {
        return new JobSubmission(null, null, null, null, image, script, null, null, null, null, null, null, null, null);
    }
}
