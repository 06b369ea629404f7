package org.godocker.executor.docker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.spi.executor.Node;
import org.godocker.spi.executor.SuspendableExecutor;
import org.godocker.testkit.contract.Script;
import org.godocker.testkit.contract.SuspendableExecutorContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract of all executors, on the machine's Docker Engine. */
class DockerExecutorContractTest extends SuspendableExecutorContract {

    @TempDir
    private Path directory;
    private DockerJobs jobs;

    @BeforeEach
    void prepare() {
        jobs = new DockerJobs(directory);
    }

    @Override
    protected SuspendableExecutor newExecutor() {
        return Executors.local(Map.of());
    }

    /** Docker nodes connect in the background. */
    @Override
    protected Server open(String serverId) {
        Server server = super.open(serverId);
        patiently().until(() -> server.executor().nodes().stream().anyMatch(Node::available));
        return server;
    }

    @Override
    protected LaunchRequest request(AttemptId attempt, String node, Script script) {
        return jobs.script(attempt, node, script.shell());
    }

    @Override
    protected LaunchRequest refusedRequest(AttemptId attempt, String node) {
        return jobs.request(attempt, node, "godocker.invalid/no-such-image:1", List.of("/bin/true"));
    }

    @Override
    protected int timesRun(AttemptId attempt) throws Exception {
        return jobs.timesRun(attempt);
    }
}
