package org.godocker.engine.internal.workspace;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.godocker.spi.executor.ContainerUser;
import org.godocker.spi.executor.Mount;

/**
 * What a launch needs to know of a workspace that is ready.
 *
 * @param directory        on the node
 * @param command          what the container has to run
 * @param env              all environment variables
 * @param workingDirectory in the container
 * @param user             whom the processes and the workspace belong to
 * @param mount            the workspace; volumes are not among it
 */
public record PreparedWorkspace(
        Path directory, List<String> command, Map<String, String> env, String workingDirectory, ContainerUser user,
        Mount mount) {

    public PreparedWorkspace {
        command = List.copyOf(command);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    }

    /** Without the environment, in which users keep secrets. */
    @Override
    public String toString() {
        return "PreparedWorkspace[" + directory + ", " + user + "]";
    }
}
