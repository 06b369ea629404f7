package org.godocker.executor.docker.internal.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.godocker.api.job.ResourceUsage;

/**
 * What this executor needs of one Docker Engine. Every call is bounded in time and may be made by several threads at
 * once. An interrupt ends a call early with kind {@code UNCERTAIN} and leaves the thread's interrupt flag set.
 */
public interface Engine extends AutoCloseable {

    EngineInfo info() throws EngineException;

    /** Returns when the engine answers at all. */
    void ping() throws EngineException;

    /** Makes a container without starting it. @return its id */
    String create(ContainerSpec spec) throws EngineException;

    /** Whether a container has a file there that can be run; symbolic links in it are trusted. */
    boolean hasProgram(String id, String path) throws EngineException;

    /** Starts a container; one that runs is left as it is. */
    void start(String id) throws EngineException;

    /** @param ref id or name; empty when there is none */
    Optional<ContainerView> inspect(String ref) throws EngineException;

    /**
     * Removes a container and the anonymous volumes its image made.
     *
     * @param force ends it when it runs; without, the engine refuses with 409
     */
    void remove(String id, boolean force) throws EngineException;

    void signal(String id, String signal) throws EngineException;

    void pause(String id) throws EngineException;

    void unpause(String id) throws EngineException;

    /** All containers, running or not, that carry a label with this value. */
    List<ContainerSummary> list(String label, String value) throws EngineException;

    /** What a running container has used so far; the engine is asked, which takes a while. */
    ResourceUsage usage(String id) throws EngineException;

    /**
     * Pulls one image in the background.
     *
     * @param timeout after which the pull is given up
     * @return completes normally when the image is there, else with {@link EngineException}
     */
    CompletableFuture<Void> pull(String image, Duration timeout);

    /**
     * Listens to container events. Returns once the engine has accepted the subscription.
     *
     * @param since   events after this time that the engine still remembers come first
     * @param onEvent called on the stream's own thread, must return at once
     * @param onEnd   called once with the reason when the stream ends by itself
     */
    AutoCloseable listen(String label, String value, Instant since, Consumer<EngineEvent> onEvent, Consumer<String> onEnd)
            throws EngineException;

    /** Ends connections; calls under way may finish first. */
    @Override
    void close();
}
