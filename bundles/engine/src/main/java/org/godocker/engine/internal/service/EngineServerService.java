package org.godocker.engine.internal.service;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.godocker.api.server.Health;
import org.godocker.api.server.Health.Status;
import org.godocker.api.server.ServerInfo;
import org.godocker.api.server.ServerService;
import org.godocker.engine.internal.core.EngineCore;
import org.godocker.spi.store.StoreException;

/** The server about itself. */
final class EngineServerService implements ServerService {

    private final EngineCore core;
    private final String serverId;
    private final String version;
    private final Instant started;
    private final Supplier<String> schedulingPolicy;
    private final Supplier<Duration> defaultLifespan;
    private final Supplier<Optional<String>> diskShortage;
    private final Supplier<Optional<String>> missingPlugin;

    EngineServerService(EngineCore core, String serverId, String version, Instant started, Supplier<String> schedulingPolicy,
            Supplier<Duration> defaultLifespan, Supplier<Optional<String>> diskShortage, Supplier<Optional<String>> missingPlugin) {
        this.core = core;
        this.serverId = serverId;
        this.version = version;
        this.started = started;
        this.schedulingPolicy = schedulingPolicy;
        this.defaultLifespan = defaultLifespan;
        this.diskShortage = diskShortage;
        this.missingPlugin = missingPlugin;
    }

    @Override
    public ServerInfo info() {
        return new ServerInfo(serverId, version, started, core.view().jobs(), schedulingPolicy.get(), defaultLifespan.get());
    }

    @Override
    public Health health() {
        Map<String, String> checks = new LinkedHashMap<>();
        Optional<StoreException> trouble = core.trouble();
        checks.put("engine", core.isReady() ? "ok" : "reading its jobs");
        checks.put("database", trouble.isEmpty() ? "ok" : trouble.get().kind() == StoreException.Kind.FULL ? "disk full" : "does not take changes");
        checks.put("disk", diskShortage.get().isEmpty() ? "ok" : "full");
        Optional<String> missing = missingPlugin.get();
        checks.put("plugins", missing.map(name -> name + " is not installed").orElse("ok"));
        boolean nodes = core.view().nodes().stream().anyMatch(n -> n.available());
        checks.put("nodes", nodes ? "ok" : "none can be reached");
        boolean accepting = core.isReady() && trouble.isEmpty() && diskShortage.get().isEmpty() && missing.isEmpty();
        return new Health(!accepting ? Status.DOWN : nodes ? Status.UP : Status.DEGRADED, checks);
    }
}
