package org.godocker.engine.internal.core;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.godocker.api.job.HistoryEntry;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.JobState;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.api.job.ResourceRequest;
import org.godocker.api.plugin.PluginKind;
import org.godocker.engine.internal.config.EngineSettings;
import org.godocker.engine.internal.lifecycle.Decision;
import org.godocker.engine.internal.lifecycle.JobInput;
import org.godocker.engine.internal.plugin.PluginCallException;
import org.godocker.engine.internal.plugin.Plugins;
import org.godocker.engine.internal.runs.LaunchPreparation;
import org.godocker.engine.internal.submission.SubmissionDesk;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ContainerUser;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.testkit.scripted.ScriptedExecutor;
import org.godocker.testkit.scripted.ScriptedWorld;
import org.godocker.testkit.store.InMemoryJobStore;
import org.godocker.testkit.time.VirtualTime;

/** A whole engine on virtual time, with the scripted executor and a store in memory. */
final class EngineHarness {

    private static final ResourceRequest ONE_CPU = new ResourceRequest(1000, 64 << 20);

    final VirtualTime time = new VirtualTime();
    final ScriptedWorld world = new ScriptedWorld(time.clock(), time.scheduler());
    final Map<String, String> options = new HashMap<>(Map.of("executors", "scripted", "watchers", "", "quota-policies", ""));
    InMemoryJobStore store = new InMemoryJobStore();
    Plugins plugins;
    ScriptedExecutor executor;
    EngineCore core;

    /** Starts the engine, or starts it again after {@link #crash}. */
    EngineHarness start() {
        plugins = new Plugins();
        installExecutor();
        return startWithoutExecutor(plugins);
    }

    EngineHarness startWithoutExecutor(Plugins installed) {
        plugins = installed;
        core = new EngineCore(new EngineParts(store, () -> EngineSettings.of(Path.of("/nowhere"), withoutBlanks(options)), plugins,
                EngineHarness::callDirectly, (lane, parallelism, work) -> time.scheduler().execute(work), time.scheduler(),
                time.scheduler(), time.clock(), EngineHarness::prepare, (run, outcome) -> outcome));
        core.start();
        time.settle();
        return this;
    }

    /** Blank lists mean none; the option reader would take the default for them. */
    private static Map<String, String> withoutBlanks(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.replaceAll((k, v) -> v.isBlank() ? "," : v);
        return all;
    }

    static <T> T callDirectly(org.godocker.spi.Plugin plugin, Duration limit, java.util.concurrent.Callable<T> work)
            throws PluginCallException {
        try {
            return work.call();
        } catch (Exception e) {
            throw new PluginCallException("plugin " + plugin.name() + " failed: " + e.getMessage(), e);
        }
    }

    private static LaunchPreparation.Prepared prepare(Job job, String node, boolean workspace) {
        return new LaunchPreparation.Prepared.Ready(new LaunchRequest(new AttemptId(job.id(), job.progress().attempt()), node,
                job.owner(), job.spec().image(), List.of("/bin/true"), job.spec().env(), "/", new ContainerUser(1000, 1000, List.of()),
                List.of(), job.spec().resources(), false));
    }

    void installExecutor() {
        executor = new ScriptedExecutor(world);
        plugins.add(PluginKind.EXECUTOR, plugins.executors(), executor, "testkit", 0);
        time.settle();
    }

    void removeExecutor() {
        plugins.remove(PluginKind.EXECUTOR, plugins.executors(), executor);
        time.settle();
    }

    /** The server dies: what was not on disk is forgotten, containers go on. */
    EngineHarness crash() {
        executor.close();
        store = store.crash();
        return start();
    }

    JobId submit(String owner, ResourceRequest resources, Map<String, String> env) {
        return submit(owner, List.of(spec(resources, env)), Optional.empty()).result().join().jobs().get(0).id();
    }

    JobId submit(Map<String, String> env) {
        return submit("alice", ONE_CPU, env);
    }

    SubmissionDesk.Ticket submit(String owner, List<JobSpec> specs, Optional<String> key) {
        SubmissionDesk.Ticket ticket = core.submissions().submit(new SubmissionDesk.Request(owner, specs, key, "f"));
        time.settle();
        return ticket;
    }

    static JobSpec spec(ResourceRequest resources, Map<String, String> env) {
        return new JobSpec("", "", List.of(), "default", "busybox", "true", env, resources, List.of(), Duration.ofDays(1), false, false, "");
    }

    Optional<Decision> kill(JobId id) {
        return request(id, new JobInput.RequestKill(Reason.of(ReasonCode.KILLED_BY_OWNER, "enough")));
    }

    Optional<Decision> suspend(JobId id) {
        return request(id, new JobInput.RequestSuspend(Reason.of(ReasonCode.SUSPENDED_BY_USER, "a moment")));
    }

    Optional<Decision> resume(JobId id) {
        return request(id, new JobInput.RequestResume(Reason.of(ReasonCode.RESUMED, "on with it")));
    }

    private Optional<Decision> request(JobId id, JobInput input) {
        CompletableFuture<Optional<Decision>> result = core.request(id, input);
        time.settle();
        return result.getNow(Optional.empty());
    }

    Job job(JobId id) {
        return store.find(id).orElseThrow();
    }

    JobState state(JobId id) {
        return job(id).state();
    }

    ReasonCode reason(JobId id) {
        return job(id).progress().status().reason().code();
    }

    Reason waitReason(JobId id) {
        Job job = job(id);
        return core.waitReason(id, job.owner(), job.spec().project(), job.spec().shape())
                .orElse(job.progress().status().reason());
    }

    List<JobState> states(JobId id) {
        return store.history(id).stream().map(HistoryEntry::status).map(s -> s.state()).toList();
    }

    void advance(Duration step) {
        time.advance(step);
    }
}
