package org.godocker.testkit.scripted.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.IntStream;
import org.godocker.api.job.MemorySize;
import org.godocker.spi.config.ConfigurationProblem;
import org.godocker.spi.config.OptionReader;
import org.godocker.spi.executor.Executor;
import org.godocker.spi.executor.ExecutorCapabilities;
import org.godocker.spi.executor.ExecutorCapabilities.PlacementRule;
import org.godocker.spi.executor.ExecutorContext;
import org.godocker.spi.executor.ExecutorException;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.spi.executor.LaunchResult;
import org.godocker.spi.executor.Node;
import org.godocker.spi.executor.Observation;
import org.godocker.spi.executor.ObservedRun;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.SuspendableExecutor;
import org.godocker.testkit.scripted.ScriptVariables;
import org.godocker.testkit.scripted.ScriptedBehaviour;
import org.godocker.testkit.scripted.ScriptedExecutor;
import org.godocker.testkit.scripted.ScriptedWorld;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scripted executor in a server, on real time. Its runs live as long as the component: a server that comes back
 * finds none of them.
 */
@Component(service = Executor.class, configurationPid = ScriptedOptions.PID)
@Designate(ocd = ScriptedOptions.class)
public final class InstalledScriptedExecutor implements SuspendableExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(InstalledScriptedExecutor.class);

    private static final Settings DEFAULTS = new Settings(1, 64, 256L << 30, Duration.ZERO, 8, List.of());

    private record Settings(int nodes, int cpus, long memory, Duration delay, int parallelLaunches, List<ConfigurationProblem> problems) {
    }

    private final ScheduledThreadPoolExecutor scheduler;
    private final ScriptedWorld world;
    private final ScriptedExecutor executor;
    private volatile Settings settings;

    /** @param properties the options, see {@link ScriptedOptions} */
    @Activate
    public InstalledScriptedExecutor(Map<String, Object> properties) {
        scheduler = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "godocker-scripted");
            thread.setDaemon(true);
            return thread;
        });
        scheduler.setRemoveOnCancelPolicy(true);
        world = new ScriptedWorld(Clock.systemUTC(), scheduler, false);
        settings = read(properties, DEFAULTS);
        executor = new ScriptedExecutor("scripted", world, capabilities(settings));
        apply(settings);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        settings = read(properties, settings);
        apply(settings);
    }

    @Deactivate
    void deactivate() {
        scheduler.shutdownNow();
    }

    private static Settings read(Map<String, Object> properties, Settings inForce) {
        OptionReader options = new OptionReader(properties);
        Settings settings = new Settings(
                options.integer(ScriptedOptions.NODES, 1, 10_000, DEFAULTS.nodes(), inForce.nodes()),
                options.integer(ScriptedOptions.CPUS, 1, 100_000, DEFAULTS.cpus(), inForce.cpus()),
                options.value(ScriptedOptions.MEMORY, DEFAULTS.memory(), inForce.memory(), InstalledScriptedExecutor::memory),
                options.value(ScriptedOptions.DELAY, DEFAULTS.delay(), inForce.delay(), ScriptVariables::duration),
                options.integer(ScriptedOptions.PARALLEL_LAUNCHES, 1, 1_000, DEFAULTS.parallelLaunches(), inForce.parallelLaunches()),
                options.problems());
        settings.problems().forEach(problem -> LOG.error("Configuration {}, option {}", ScriptedOptions.PID, problem));
        return settings;
    }

    private static long memory(String text) {
        long bytes = MemorySize.parse(text);
        if (bytes < 1) {
            throw new IllegalArgumentException("must be more than 0");
        }
        return bytes;
    }

    private static ExecutorCapabilities capabilities(Settings settings) {
        return new ExecutorCapabilities(PlacementRule.SPREAD, settings.parallelLaunches(), false);
    }

    private void apply(Settings now) {
        executor.capabilities(capabilities(now));
        world.behaveByDefault(ScriptedBehaviour.DEFAULT.runningFor(now.delay()));
        world.nodes(IntStream.rangeClosed(1, now.nodes())
                .mapToObj(i -> new Node("scripted-" + i, true, "", now.cpus() * 1000L, now.memory(), Map.of())).toList());
    }

    @Override
    public String name() {
        return executor.name();
    }

    @Override
    public List<ConfigurationProblem> configurationProblems() {
        return settings.problems();
    }

    @Override
    public ExecutorCapabilities capabilities() {
        return executor.capabilities();
    }

    @Override
    public void open(ExecutorContext context) {
        executor.open(context);
    }

    @Override
    public void close() {
        executor.close();
    }

    @Override
    public List<Node> nodes() {
        return executor.nodes();
    }

    @Override
    public LaunchResult launch(LaunchRequest request) throws ExecutorException {
        return executor.launch(request);
    }

    @Override
    public void kill(Run run, Duration grace) throws ExecutorException {
        executor.kill(run, grace);
    }

    @Override
    public Observation observe(Run run) {
        return executor.observe(run);
    }

    @Override
    public List<ObservedRun> recover() throws ExecutorException {
        return executor.recover();
    }

    @Override
    public void release(Run run) throws ExecutorException {
        executor.release(run);
    }

    @Override
    public void suspend(Run run) throws ExecutorException {
        executor.suspend(run);
    }

    @Override
    public void resume(Run run) throws ExecutorException {
        executor.resume(run);
    }
}
