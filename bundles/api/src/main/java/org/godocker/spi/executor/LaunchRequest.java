package org.godocker.spi.executor;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.godocker.api.job.ResourceRequest;

/**
 * Everything an executor needs to start a container. The script stands in the workspace already, which is one of the
 * mounts; the executor only has to run {@code command}.
 *
 * @param attempt   what is started
 * @param node      one of the executor's nodes, chosen by the engine
 * @param owner     login of the job's user, for labels
 * @param image     image reference as the user gave it
 * @param command   program and arguments; replaces the image's own entry point
 * @param env       environment variables, complete
 * @param directory working directory in the container
 * @param user      whom the processes belong to
 * @param mounts    the workspace and the granted volumes
 * @param resources hard limits
 * @param network   false for no network at all
 */
public record LaunchRequest(
        AttemptId attempt, String node, String owner, String image, List<String> command, Map<String, String> env,
        String directory, ContainerUser user, List<Mount> mounts, ResourceRequest resources, boolean network) {

    public LaunchRequest {
        Objects.requireNonNull(attempt, "attempt");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(image, "image");
        command = List.copyOf(command);
        env = Map.copyOf(env);
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(user, "user");
        mounts = List.copyOf(mounts);
        Objects.requireNonNull(resources, "resources");
    }
}
