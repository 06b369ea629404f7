package org.godocker.testkit.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.ResourceRequest;
import org.godocker.testkit.scripted.ScriptVariables;

/**
 * A job to submit in a scenario; never changes, each word gives another. Without words: of {@code ann}, one core, 1 GiB, a lifespan of one
 * day, runs for a minute, exits with 0.
 *
 * @param owner     login
 * @param project   project
 * @param resources what it needs
 * @param lifespan  how long it may run
 * @param executor  asked for by name; empty for any
 * @param script    its {@link ScriptVariables}
 */
public record ScenarioJob(
        String owner, String project, ResourceRequest resources, Duration lifespan, String executor, Map<String, String> script) {

    public ScenarioJob {
        script = Map.copyOf(script);
    }

    /** A job like any other. */
    public static ScenarioJob job() {
        return new ScenarioJob("ann", "default", new ResourceRequest(1_000, 1L << 30), Duration.ofDays(1), "", Map.of(ScriptVariables.DELAY, "60s"));
    }

    public ScenarioJob of(String login) {
        return new ScenarioJob(login, project, resources, lifespan, executor, script);
    }

    public ScenarioJob inProject(String name) {
        return new ScenarioJob(owner, name, resources, lifespan, executor, script);
    }

    public ScenarioJob needing(int cpus, long memoryBytes) {
        return new ScenarioJob(owner, project, new ResourceRequest(cpus * 1_000L, memoryBytes), lifespan, executor, script);
    }

    public ScenarioJob living(Duration time) {
        return new ScenarioJob(owner, project, resources, time, executor, script);
    }

    public ScenarioJob on(String executorName) {
        return new ScenarioJob(owner, project, resources, lifespan, executorName, script);
    }

    public ScenarioJob running(Duration time) {
        return with(ScriptVariables.DELAY, time.toMillis() + "ms");
    }

    public ScenarioJob runningUntilKilled() {
        return with(ScriptVariables.DELAY, "forever");
    }

    public ScenarioJob exiting(int code) {
        return with(ScriptVariables.EXIT, String.valueOf(code));
    }

    /** Sets one of the {@link ScriptVariables}. */
    public ScenarioJob with(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(script);
        more.put(variable, value);
        return new ScenarioJob(owner, project, resources, lifespan, executor, more);
    }

    JobSpec spec() {
        return new JobSpec("", "", List.of(), project, "debian:12", "true", script, resources, List.of(), lifespan, false, false, executor);
    }
}
