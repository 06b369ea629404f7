package org.godocker.api.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.godocker.api.job.JobState;

/**
 * What a user may know of the server.
 *
 * @param serverId         random name of this installation, part of its container names
 * @param version          of the product
 * @param started          when it came up
 * @param jobs             how many live jobs are in each state
 * @param schedulingPolicy the policy in use now
 * @param defaultLifespan  what a job gets that asks for none
 */
public record ServerInfo(
        String serverId, String version, Instant started, Map<JobState, Long> jobs, String schedulingPolicy,
        Duration defaultLifespan) {

    public ServerInfo {
        Objects.requireNonNull(serverId, "serverId");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(started, "started");
        jobs = Map.copyOf(jobs);
        Objects.requireNonNull(schedulingPolicy, "schedulingPolicy");
        Objects.requireNonNull(defaultLifespan, "defaultLifespan");
    }
}
