package org.godocker.api.job;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A job as it was accepted: rules checked, defaults filled in. Never changes.
 *
 * @param name        never null, may be empty
 * @param description never null, may be empty
 * @param tags        without repeats, in the order given
 * @param project     {@code default} when the user named none
 * @param image       image reference
 * @param script      text as it was submitted
 * @param env         in the order given
 * @param resources   cpu and memory
 * @param volumes     by name
 * @param lifespan    how long it may run, positive
 * @param network     whether it has a network
 * @param root        whether it is root in its container
 * @param executor    the executor asked for by name, empty for any
 * @param options     what goes beyond one run of one script
 */
public record JobSpec(
        String name,
        String description,
        List<String> tags,
        String project,
        String image,
        String script,
        Map<String, String> env,
        ResourceRequest resources,
        List<VolumeRequest> volumes,
        Duration lifespan,
        boolean network,
        boolean root,
        String executor,
        JobOptions options) {

    public JobSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        tags = List.copyOf(tags);
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(script, "script");
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        Objects.requireNonNull(resources, "resources");
        volumes = List.copyOf(volumes);
        Objects.requireNonNull(lifespan, "lifespan");
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(options, "options");
    }

    /** A job that asks for one run of one script and no more. */
    public JobSpec(String name, String description, List<String> tags, String project, String image, String script,
            Map<String, String> env, ResourceRequest resources, List<VolumeRequest> volumes, Duration lifespan, boolean network,
            boolean root, String executor) {
        this(name, description, tags, project, image, script, env, resources, volumes, lifespan, network, root, executor,
                JobOptions.NONE);
    }

    /** The same with another script; lists carry jobs with an empty one. */
    public JobSpec withScript(String newScript) {
        return new JobSpec(name, description, tags, project, image, newScript, env, resources, volumes, lifespan, network, root,
                executor, options);
    }

    /** The same with other resources; a retry may get more memory. */
    public JobSpec withResources(ResourceRequest newResources) {
        return new JobSpec(name, description, tags, project, image, script, env, newResources, volumes, lifespan, network, root,
                executor, options);
    }

    public JobSpec withOptions(JobOptions newOptions) {
        return new JobSpec(name, description, tags, project, image, script, env, resources, volumes, lifespan, network, root,
                executor, newOptions);
    }

    /** What decides where and when the job can start; many jobs share one shape. */
    public JobShape shape() {
        return new JobShape(resources, lifespan, executor);
    }
}
