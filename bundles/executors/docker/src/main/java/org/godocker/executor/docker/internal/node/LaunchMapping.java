package org.godocker.executor.docker.internal.node;

import java.util.List;
import org.godocker.executor.docker.internal.config.ExecutorSettings;
import org.godocker.executor.docker.internal.engine.ContainerSpec;
import org.godocker.executor.docker.internal.engine.EngineInfo;
import org.godocker.spi.executor.LaunchRequest;

/** Makes of a launch request the container to make. */
final class LaunchMapping {

    private static final long NANOS_A_MILLI = 1_000_000;
    /** The engine takes no less. */
    private static final long LEAST_CPU_MILLIS = 10;

    private LaunchMapping() {
    }

    static ContainerSpec spec(LaunchRequest request, ContainerNames names, ExecutorSettings settings, EngineInfo info) {
        long most = info.cpuMillis() > 0 ? info.cpuMillis() : Long.MAX_VALUE / NANOS_A_MILLI;
        long cpuMillis = Math.min(most, Math.max(LEAST_CPU_MILLIS, request.resources().cpuMillis()));
        List<String> env = request.env().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).sorted().toList();
        return new ContainerSpec(names.name(request.attempt()), names.labels(request.attempt(), request.owner()), request.image(),
                request.command(), env, request.directory(), request.user().uid() + ":" + request.user().gid(),
                request.user().groups().stream().map(String::valueOf).toList(), request.mounts(),
                cpuMillis * NANOS_A_MILLI, request.resources().memoryBytes(), settings.pidsLimit(),
                request.network() ? settings.network() : "none");
    }
}
