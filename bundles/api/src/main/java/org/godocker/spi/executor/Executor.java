package org.godocker.spi.executor;

import java.time.Duration;
import java.util.List;
import org.godocker.spi.Plugin;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Runs jobs in containers on its nodes. All methods but {@link #name} may be called by several engine threads at once,
 * and each call is bounded in time. Containers carry the server id, job and attempt in name and labels; containers
 * without this server's label are never touched. When the executor goes, its containers go on.
 *
 * <p>Optional abilities are further interfaces that an executor may implement, such as {@link SuspendableExecutor}.
 */
@ConsumerType
public interface Executor extends Plugin {

    /** What the engine must know of it. Called when it is taken into use and after {@code nodesChanged}. */
    ExecutorCapabilities capabilities();

    /**
     * Called once when the engine takes the executor into use, before any other method but {@link #name}. From now on
     * it may report. Must not wait for nodes to answer: nodes that do not are reported as not available.
     */
    void open(ExecutorContext context);

    /** Called once when the engine lets go of it. After this returns it reports nothing more. Containers go on. */
    void close();

    /** The nodes, those that cannot be reached included. Answers from memory. */
    List<Node> nodes();

    /**
     * Starts the container of an attempt: pulls the image when it is absent, makes the container, starts it. Called on
     * one of the executor's own launch threads, at most {@link ExecutorCapabilities#parallelLaunches} at once; may take
     * as long as pulling an image takes (bounded by the engine's {@code launchTimeout}).
     *
     * <p>Calling it again for the same attempt must never start a second container, nor start the same one a second
     * time: it finds what the first call left, finishes it if it was never started, and answers {@code Launched}.
     *
     * @throws ExecutorException when it is not known whether it was started
     */
    LaunchResult launch(LaunchRequest request) throws ExecutorException;

    /**
     * Asks the processes to end (SIGTERM), and after the grace period ends them (SIGKILL). Returns when the container
     * has ended, is gone, or an ending has been set in motion that needs nothing more from the caller. The end is
     * reported to the listener as any other. Repeated by the engine with growing pauses until the end is seen.
     *
     * @throws ExecutorException when the node did not take the order
     */
    void kill(Run run, Duration grace) throws ExecutorException;

    /** How an attempt is now. Called at recovery and whenever reports may have been lost. Never throws for a node that does not answer. */
    Observation observe(Run run);

    /**
     * Everything on reachable nodes that carries this server's label. Called at recovery and in the slow sweep.
     *
     * @throws ExecutorException when no node answers at all
     */
    List<ObservedRun> recover() throws ExecutorException;

    /**
     * Removes the container of an attempt, by force if it still runs; absent ones are fine. Called after the end has
     * been recorded, and for containers without a live job after a grace period.
     *
     * @throws ExecutorException when the node did not take the order; the engine tries again in its sweep
     */
    void release(Run run) throws ExecutorException;
}
