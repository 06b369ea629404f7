package org.godocker.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionFactory;
import org.godocker.api.job.JobId;
import org.godocker.spi.Plugin;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.Executor;
import org.godocker.spi.executor.ExecutorContext;
import org.godocker.spi.executor.ExecutorException;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.spi.executor.LaunchResult;
import org.godocker.spi.executor.Node;
import org.godocker.spi.executor.Observation;
import org.godocker.spi.executor.ObservedRun;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.RunOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What tests of executors share: the hooks that an implementation fills in, an open executor, words for the tests, and
 * the cleaning up. Extend {@link ExecutorContract} or {@link SuspendableExecutorContract}, not this.
 */
public abstract class ExecutorRig extends PluginContract {

    /** A server opened for a test: its executor and what that reported. */
    protected record Server(String id, Executor executor, RecordingListener reports) {
    }

    private static final AtomicLong JOBS = new AtomicLong(ThreadLocalRandom.current().nextLong(1, 1L << 40));

    private final List<Server> opened = new ArrayList<>();
    private final Set<String> serverIds = new HashSet<>();
    private Server server;

    ExecutorRig() {
    }

    /**
     * Another instance of the executor on the same nodes, not opened. What one instance started, another that is opened
     * with the same server id must find.
     */
    protected abstract Executor newExecutor();

    /**
     * A request that makes a container do what a script says; {@link Script#shell} gives it as lines for {@code sh}. The
     * container must also leave a mark that {@link #timesRun} counts each time it is run. All else, image and mounts and
     * user, is yours to choose; small resources, please, as some tests run several at once.
     *
     * @param node name of one of the executor's available nodes
     */
    protected abstract LaunchRequest request(AttemptId attempt, String node, Script script);

    /** A request that must be refused for good, for example for an image that does not exist. */
    protected abstract LaunchRequest refusedRequest(AttemptId attempt, String node);

    /**
     * How often the script of an attempt was run, counted without asking the executor: for example by the lines that the
     * container added to a file in its workspace. 0 when it never was.
     */
    protected abstract int timesRun(AttemptId attempt) throws Exception;

    /** How long a container may take to start or to end. */
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }

    /** The grace period of kills in these tests. */
    protected Duration grace() {
        return Duration.ofSeconds(2);
    }

    @Override
    protected Plugin plugin() {
        return newExecutor();
    }

    @BeforeEach
    void openServer() {
        server = open(randomServerId());
    }

    @AfterEach
    void releaseAndClose() throws ExecutorException {
        List.copyOf(opened).forEach(this::close);
        for (String id : serverIds) {
            Server cleaner = open(id);
            List<ObservedRun> left = patiently().ignoreExceptionsInstanceOf(ExecutorException.class)
                    .until(() -> cleaner.executor().recover(), found -> true);
            for (ObservedRun found : left) {
                cleaner.executor().release(found.run());
            }
            close(cleaner);
        }
    }

    protected static String randomServerId() {
        return "t" + String.format("%07d", ThreadLocalRandom.current().nextInt(10_000_000));
    }

    /** Opens another instance. */
    protected Server open(String serverId) {
        RecordingListener reports = new RecordingListener();
        Executor executor = newExecutor();
        executor.open(new ExecutorContext(serverId, reports));
        Server opening = new Server(serverId, executor, reports);
        opened.add(opening);
        serverIds.add(serverId);
        return opening;
    }

    /** Closes an instance; as the engine does, once. */
    protected final void close(Server open) {
        opened.remove(open);
        open.executor().close();
    }

    protected final Server server() {
        return server;
    }

    protected final Executor executor() {
        return server.executor();
    }

    /** An attempt that was never used before. */
    protected static AttemptId newAttempt() {
        return new AttemptId(new JobId(JOBS.incrementAndGet()), 1);
    }

    /** The name of a node that is available; waits for one. */
    protected final String node() {
        return patiently().until(() -> executor().nodes().stream().filter(Node::available).findFirst(), Optional::isPresent)
                .orElseThrow().name();
    }

    protected final ConditionFactory patiently() {
        return await().atMost(patience()).pollInterval(Duration.ofMillis(50));
    }

    /** Launches and expects it to be taken. */
    protected final Run launch(AttemptId attempt, Script script) throws ExecutorException {
        return launch(server, attempt, script);
    }

    protected final Run launch(Server on, AttemptId attempt, Script script) throws ExecutorException {
        String node = node();
        LaunchResult result = on.executor().launch(request(attempt, node, script));
        assertThat(result).isInstanceOf(LaunchResult.Launched.class);
        LaunchResult.Launched answer = (LaunchResult.Launched) result;
        assertThat(answer.handle().text()).isNotBlank();
        return new Run(attempt, node, Optional.of(answer.handle()));
    }

    protected final Run withoutHandle(Run run) {
        return new Run(run.attempt(), run.node(), Optional.empty());
    }

    protected final RunOutcome awaitReportedEnd(Server on, Run run) {
        return patiently().until(() -> on.reports().ends(run.attempt()), ends -> !ends.isEmpty()).get(0);
    }

    protected final RunOutcome awaitReportedEnd(Run run) {
        return awaitReportedEnd(server, run);
    }

    protected final <O extends Observation> O awaitObservation(Server on, Run run, Class<O> kind) {
        return kind.cast(patiently().until(() -> on.executor().observe(run), kind::isInstance));
    }
}
