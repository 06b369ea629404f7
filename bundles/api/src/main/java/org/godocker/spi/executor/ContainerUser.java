package org.godocker.spi.executor;

import java.util.List;

/**
 * Whom the processes in the container belong to.
 *
 * @param uid    numeric user id; 0 only where the administrator allowed root for the job
 * @param gid    numeric id of the first group
 * @param groups numeric ids of further groups
 */
public record ContainerUser(int uid, int gid, List<Integer> groups) {

    public ContainerUser {
        groups = List.copyOf(groups);
    }
}
