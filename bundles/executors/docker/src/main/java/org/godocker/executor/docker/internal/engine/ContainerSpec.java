package org.godocker.executor.docker.internal.engine;

import java.util.List;
import java.util.Map;
import org.godocker.spi.executor.Mount;

/**
 * A container to make. What every container gets alike (no capabilities, no new privileges, an init process, no log,
 * no restart) is not said here.
 *
 * @param name      unique on the engine
 * @param labels    to find it by
 * @param image     with tag or digest
 * @param command   replaces the image's entry point and command
 * @param env       as {@code NAME=value}
 * @param directory working directory
 * @param user      {@code uid:gid}
 * @param groups    further group ids
 * @param mounts    directories of the node; they must exist
 * @param nanoCpus  billionths of a core
 * @param memory    bytes, no swap beside
 * @param pids      most processes and threads at once
 * @param network   name of the engine's network, or {@code none}
 */
public record ContainerSpec(
        String name, Map<String, String> labels, String image, List<String> command, List<String> env, String directory,
        String user, List<String> groups, List<Mount> mounts, long nanoCpus, long memory, long pids, String network) {

    public ContainerSpec {
        labels = Map.copyOf(labels);
        command = List.copyOf(command);
        env = List.copyOf(env);
        groups = List.copyOf(groups);
        mounts = List.copyOf(mounts);
    }

    /** Environments hold secrets. */
    @Override
    public String toString() {
        return "ContainerSpec[" + name + ", " + image + "]";
    }
}
