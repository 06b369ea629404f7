package org.godocker.executor.docker.internal.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.godocker.api.job.JobId;
import org.godocker.spi.executor.AttemptId;

/**
 * How containers of a server are named and labelled. A name belongs to one attempt, so the engine itself sees to it that
 * no attempt has two containers.
 *
 * @param serverId of the installation
 */
public record ContainerNames(String serverId) {

    public static final String SERVER = "org.godocker.server";
    public static final String JOB = "org.godocker.job";
    public static final String ATTEMPT = "org.godocker.attempt";
    public static final String OWNER = "org.godocker.owner";

    public String name(AttemptId attempt) {
        return "godocker-" + serverId + "-" + attempt.job() + "-" + attempt.number();
    }

    public Map<String, String> labels(AttemptId attempt, String owner) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(SERVER, serverId);
        labels.put(JOB, attempt.job().toString());
        labels.put(ATTEMPT, Integer.toString(attempt.number()));
        labels.put(OWNER, owner);
        return labels;
    }

    /** Whose container it is; empty for one of another server, or of nobody here. */
    public Optional<AttemptId> attempt(Map<String, String> labels) {
        if (!serverId.equals(labels.get(SERVER))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AttemptId(JobId.parse(labels.getOrDefault(JOB, "")),
                    Integer.parseInt(labels.getOrDefault(ATTEMPT, ""))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
