package org.godocker.executor.docker.internal.client;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.BindOptions;
import com.github.dockerjava.api.model.BindPropagation;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godocker.executor.docker.internal.engine.ContainerSpec;
import org.godocker.executor.docker.internal.engine.ContainerSummary;
import org.godocker.executor.docker.internal.engine.ContainerView;
import org.godocker.executor.docker.internal.engine.EngineEvent;

/** Between our words and those of the Engine API. */
final class ContainerMapping {

    private ContainerMapping() {
    }

    static CreateContainerCmd fill(CreateContainerCmd create, ContainerSpec spec) {
        return create
                .withName(spec.name())
                .withLabels(spec.labels())
                .withEntrypoint(spec.command())
                .withEnv(spec.env())
                .withWorkingDir(spec.directory())
                .withUser(spec.user())
                .withStopSignal("SIGTERM")
                // An image's health check would run programs beside the job, all the time.
                .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
                .withHostConfig(hostConfig(spec));
    }

    private static HostConfig hostConfig(ContainerSpec spec) {
        return new HostConfig()
                .withMounts(spec.mounts().stream().map(ContainerMapping::mount).toList())
                .withMemory(spec.memory())
                .withMemorySwap(spec.memory())
                .withNanoCPUs(spec.nanoCpus())
                .withPidsLimit(spec.pids())
                .withUlimits(List.of(new Ulimit("core", 0L, 0L)))
                .withNetworkMode(spec.network())
                .withGroupAdd(spec.groups())
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withInit(true)
                .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))
                .withRestartPolicy(RestartPolicy.noRestart())
                .withAutoRemove(false);
    }

    private static Mount mount(org.godocker.spi.executor.Mount mount) {
        return new Mount().withType(MountType.BIND).withSource(mount.source()).withTarget(mount.target())
                .withReadOnly(mount.readOnly())
                .withBindOptions(new BindOptions().withPropagation(BindPropagation.R_PRIVATE));
    }

    static ContainerView view(InspectContainerResponse answer) {
        InspectContainerResponse.ContainerState state = answer.getState();
        Map<String, String> labels = answer.getConfig() == null ? null : answer.getConfig().getLabels();
        return new ContainerView(answer.getId(), labels == null ? Map.of() : labels,
                Boolean.TRUE.equals(state.getRunning()), Boolean.TRUE.equals(state.getPaused()),
                time(answer.getCreated()).orElse(Instant.EPOCH), time(state.getStartedAt()), time(state.getFinishedAt()),
                state.getExitCodeLong() == null ? 0 : state.getExitCodeLong().intValue(), Boolean.TRUE.equals(state.getOOMKilled()));
    }

    static ContainerSummary summary(Container container) {
        return new ContainerSummary(container.getId(), container.getLabels() == null ? Map.of() : container.getLabels(),
                container.getState() == null ? "" : container.getState(), Instant.ofEpochSecond(container.getCreated()));
    }

    /** Empty for events that are not about containers. */
    static Optional<EngineEvent> event(Event event) {
        if (event.getActor() == null || event.getActor().getId() == null || event.getAction() == null) {
            return Optional.empty();
        }
        Instant time = event.getTimeNano() != null ? Instant.ofEpochSecond(0, event.getTimeNano())
                : Instant.ofEpochSecond(event.getTime() == null ? 0 : event.getTime());
        Map<String, String> attributes = event.getActor().getAttributes();
        return Optional.of(new EngineEvent(event.getActor().getId(), event.getAction(), attributes == null ? Map.of() : attributes, time));
    }

    /** The engine writes a time that never was as year 1. */
    static Optional<Instant> time(String text) {
        if (text == null || text.isEmpty() || text.startsWith("0001-")) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
