package org.godocker.rest.internal.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A job as it is sent. What is not known (yet) is null.
 *
 * @param script     left out of lists
 * @param cpus       cores
 * @param memory     bytes
 * @param lifespan   ISO 8601
 * @param executor   where it was put, else the one that was asked for, else null
 * @param submitted  ISO 8601 in UTC, like all times
 * @param cpuSeconds of the last attempt that ended
 * @param memoryPeak bytes
 * @param efficiency used of what was asked for; known once it ended
 */
public record JobView(
        long id, String name, String description, List<String> tags, String project, String owner, String image,
        @JsonInclude(JsonInclude.Include.NON_NULL) String script,
        Map<String, String> env, BigDecimal cpus, long memory, List<VolumeView> volumes, String lifespan,
        boolean network, boolean root, String executor, String state, ReasonView reason, int attempt, String node,
        String submitted, String started, String ended, Integer exitCode, Double cpuSeconds, Long memoryPeak,
        EfficiencyView efficiency) {

    /** Fractions, rounded to three places; null where unknown. */
    public record EfficiencyView(BigDecimal cpu, BigDecimal memory, BigDecimal time) {
    }

    /** @param access {@code ro} or {@code rw} */
    public record VolumeView(String name, String access) {
    }
}
