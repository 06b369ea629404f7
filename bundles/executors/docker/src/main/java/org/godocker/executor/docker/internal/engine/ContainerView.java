package org.godocker.executor.docker.internal.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A container in detail.
 *
 * @param id       64 hexadecimal digits
 * @param labels   of the container
 * @param running  whether its processes exist, frozen ones included
 * @param paused   whether they are frozen
 * @param created  when it was made
 * @param started  when it was started last; empty when never
 * @param finished when it ended last; empty when never
 * @param exitCode of the last end
 * @param oom      whether the kernel ended a process in it for want of memory
 */
public record ContainerView(
        String id, Map<String, String> labels, boolean running, boolean paused, Instant created,
        Optional<Instant> started, Optional<Instant> finished, int exitCode, boolean oom) {

    public ContainerView {
        labels = Map.copyOf(labels);
    }

    public boolean everStarted() {
        return started.isPresent();
    }

    public boolean ended() {
        return everStarted() && !running;
    }
}
