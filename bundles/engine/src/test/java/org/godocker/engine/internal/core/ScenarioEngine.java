package org.godocker.engine.internal.core;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godocker.api.job.HistoryEntry;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.JobState;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.api.plugin.PluginKind;
import org.godocker.engine.internal.config.EngineSettings;
import org.godocker.engine.internal.lifecycle.JobInput;
import org.godocker.engine.internal.plugin.Plugins;
import org.godocker.engine.internal.runs.LaunchPreparation;
import org.godocker.engine.internal.submission.SubmissionDesk;
import org.godocker.spi.Plugin;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ContainerUser;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.testkit.scenario.EngineUnderTest;

/** The engine as the test kit's scenarios drive it. */
final class ScenarioEngine implements EngineUnderTest {

    private final Surroundings surroundings;
    private final EngineCore core;

    private ScenarioEngine(Surroundings surroundings, EngineCore core) {
        this.surroundings = surroundings;
        this.core = core;
    }

    static EngineUnderTest start(Surroundings s) {
        Plugins plugins = new Plugins();
        s.executors().forEach(p -> plugins.add(PluginKind.EXECUTOR, plugins.executors(), p, "test", 0));
        s.policies().forEach(p -> plugins.add(PluginKind.SCHEDULING_POLICY, plugins.schedulingPolicies(), p, "test", 0));
        s.watchers().forEach(p -> plugins.add(PluginKind.WATCHER, plugins.watchers(), p, "test", 0));
        s.quotas().forEach(p -> plugins.add(PluginKind.QUOTA_POLICY, plugins.quotaPolicies(), p, "test", 0));
        EngineSettings settings = EngineSettings.of(Path.of("/nowhere"), Map.of("executors", names(s.executors()),
                "watchers", names(s.watchers()), "quota-policies", names(s.quotas()),
                "scheduling-policy", s.policies().isEmpty() ? "fifo" : s.policies().get(0).name()));
        EngineCore core = new EngineCore(new EngineParts(s.store(), () -> settings, plugins, EngineHarness::callDirectly,
                (lane, parallelism, work) -> s.scheduler().execute(work), s.scheduler(), s.scheduler(),
                s.time().clock(), ScenarioEngine::prepare, (run, outcome) -> outcome));
        core.start();
        return new ScenarioEngine(s, core);
    }

    /** A lone comma for none: a blank list would take the default. */
    private static String names(List<? extends Plugin> plugins) {
        return plugins.isEmpty() ? "," : plugins.stream().map(Plugin::name).collect(Collectors.joining(","));
    }

    private static LaunchPreparation.Prepared prepare(Job job, String node, boolean workspace) {
        return new LaunchPreparation.Prepared.Ready(new LaunchRequest(new AttemptId(job.id(), job.progress().attempt()), node,
                job.owner(), job.spec().image(), List.of("/bin/true"), job.spec().env(), "/", new ContainerUser(1000, 1000, List.of()),
                List.of(), job.spec().resources(), false));
    }

    @Override
    public List<JobId> submit(String owner, List<JobSpec> jobs) {
        SubmissionDesk.Ticket ticket = core.submissions().submit(new SubmissionDesk.Request(owner, jobs, Optional.empty(), "f"));
        surroundings.time().settle();
        return ticket.result().join().jobs().stream().map(Job::id).toList();
    }

    @Override
    public void kill(JobId id) {
        core.request(id, new JobInput.RequestKill(Reason.of(ReasonCode.KILLED_BY_OWNER, "Killed by its owner")));
    }

    @Override
    public Job get(JobId id) {
        Job job = surroundings.store().find(id).orElseThrow();
        if (job.state() != JobState.PENDING) {
            return job;
        }
        return core.waitReason(id, job.owner(), job.spec().project(), job.spec().shape())
                .map(reason -> job.withProgress(job.progress().withStatus(
                        new org.godocker.api.job.JobStatus(JobState.PENDING, reason, job.progress().status().time()))))
                .orElse(job);
    }

    @Override
    public List<HistoryEntry> history(JobId id) {
        return surroundings.store().history(id);
    }

    @Override
    public void stop() {
        core.stop();
    }
}
