package org.godocker.testkit.scripted;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.godocker.api.job.ResourceRequest;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ContainerUser;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.spi.executor.SuspendableExecutor;
import org.godocker.testkit.contract.Script;
import org.godocker.testkit.contract.SuspendableExecutorContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class ScriptedExecutorContractTest extends SuspendableExecutorContract {

    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    private final ScriptedWorld world = new ScriptedWorld(Clock.systemUTC(), scheduler);

    @BeforeEach
    void addNodes() {
        world.node("n1", 4_000, 8L << 30).node("n2", 4_000, 8L << 30);
    }

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Override
    protected SuspendableExecutor newExecutor() {
        return new ScriptedExecutor(world);
    }

    @Override
    protected LaunchRequest request(AttemptId attempt, String node, Script script) {
        return request(attempt, node, Map.of(
                ScriptVariables.DELAY, script.sleep().toMillis() + "ms",
                ScriptVariables.EXIT, String.valueOf(script.exitCode()),
                ScriptVariables.IGNORE_TERM, String.valueOf(script.ignoresTerm())));
    }

    @Override
    protected LaunchRequest refusedRequest(AttemptId attempt, String node) {
        return request(attempt, node, Map.of(ScriptVariables.LAUNCH, "image-not-found"));
    }

    private static LaunchRequest request(AttemptId attempt, String node, Map<String, String> env) {
        return new LaunchRequest(attempt, node, "ann", "debian:12", List.of("true"), env, "/mnt/go-docker",
                new ContainerUser(1000, 1000, List.of()), List.of(), new ResourceRequest(100, 1 << 20), false);
    }

    @Override
    protected int timesRun(AttemptId attempt) {
        return world.starts(attempt);
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(10);
    }

    @Override
    protected Duration grace() {
        return Duration.ofSeconds(1);
    }
}
