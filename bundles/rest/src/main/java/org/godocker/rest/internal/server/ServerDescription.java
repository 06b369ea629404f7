package org.godocker.rest.internal.server;

import java.util.Map;
import java.util.TreeMap;
import org.godocker.api.server.ServerInfo;
import org.godocker.rest.internal.json.Times;

/** The server as it is sent. */
public record ServerDescription(
        String serverId, String version, String started, Map<String, Long> jobs, String schedulingPolicy,
        String defaultLifespan) {

    static ServerDescription of(ServerInfo info) {
        Map<String, Long> jobs = new TreeMap<>();
        info.jobs().forEach((state, count) -> jobs.put(state.name(), count));
        return new ServerDescription(info.serverId(), info.version(), Times.format(info.started()), jobs,
                info.schedulingPolicy(), info.defaultLifespan().toString());
    }
}
