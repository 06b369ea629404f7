package org.godocker.executor.docker.internal.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.godocker.api.job.JobId;

/**
 * Tells trouble of the engine that may pass from trouble that will come again with every try of the same job. Safe for
 * use by many threads.
 */
final class Troubles {

    /** What the container runtime says when it is the container that cannot be set up. */
    private static final List<String> OF_THE_CONTAINER = List.of("OCI runtime create failed", "error during container init", "starting container process caused");
    /** What it says when the engine is on its way down, or its helper is. */
    private static final List<String> OF_THE_ENGINE = List.of("context canceled", "transport is closing", "connection refused", "shutting down", "ttrpc: closed");
    private static final int TRIES = 3;
    private static final int MOST = 1000;

    private final Map<JobId, Integer> tries = new LinkedHashMap<>();

    /** Notes another failed start. @return whether there is no use in trying again */
    synchronized boolean isLasting(JobId job, String words) {
        int count = tries.merge(job, 1, Integer::sum);
        if (tries.size() > MOST) {
            tries.remove(tries.keySet().iterator().next());
        }
        boolean engineToBlame = OF_THE_ENGINE.stream().anyMatch(words::contains);
        boolean lasting = !engineToBlame && (count >= TRIES || OF_THE_CONTAINER.stream().anyMatch(words::contains));
        if (lasting) {
            tries.remove(job);
        }
        return lasting;
    }

    synchronized void over(JobId job) {
        tries.remove(job);
    }
}
