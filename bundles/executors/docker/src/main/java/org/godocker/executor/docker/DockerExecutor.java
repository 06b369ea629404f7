package org.godocker.executor.docker;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.executor.docker.internal.client.DockerJavaConnector;
import org.godocker.executor.docker.internal.config.ExecutorSettings;
import org.godocker.executor.docker.internal.config.NodeSettings;
import org.godocker.executor.docker.internal.engine.EngineConnector;
import org.godocker.executor.docker.internal.node.DockerNode;
import org.godocker.spi.config.ConfigurationProblem;
import org.godocker.spi.config.OptionReader;
import org.godocker.spi.executor.Executor;
import org.godocker.spi.executor.ExecutorCapabilities;
import org.godocker.spi.executor.ExecutorContext;
import org.godocker.spi.executor.ExecutorException;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.spi.executor.LaunchResult;
import org.godocker.spi.executor.Node;
import org.godocker.spi.executor.Observation;
import org.godocker.spi.executor.ObservedRun;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.SuspendableExecutor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs jobs in containers of Docker Engines, each of which is a node. */
@Component(service = Executor.class, configurationPid = DockerExecutorOptions.PID, property = {"kind=executor", "name=docker"})
@Designate(ocd = DockerExecutorOptions.class)
public final class DockerExecutor implements SuspendableExecutor {

    private static final String NAME = "docker";
    private static final Logger LOG = LoggerFactory.getLogger(DockerExecutor.class);

    private record Read(ExecutorSettings settings, List<ConfigurationProblem> problems) {
    }

    private final EngineConnector connector;
    private final Clock clock;
    private final List<DockerNodeConfiguration> configured = new CopyOnWriteArrayList<>();
    private volatile Read current;
    private volatile OpenExecutor open;

    /** @param properties the options, see {@link DockerExecutorOptions} */
    @Activate
    public DockerExecutor(Map<String, Object> properties) {
        this(properties, new DockerJavaConnector(), Clock.systemUTC());
    }

    DockerExecutor(Map<String, Object> properties, EngineConnector connector, Clock clock) {
        this.connector = connector;
        this.clock = clock;
        this.current = read(properties, ExecutorSettings.DEFAULTS);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        ExecutorSettings before = current.settings();
        current = read(properties, before);
        OpenExecutor now = open;
        if (now != null && !before.equals(current.settings())) {
            now.listener().nodesChanged();
        }
    }

    @Deactivate
    void deactivate() {
        close();
    }

    private static Read read(Map<String, Object> properties, ExecutorSettings inForce) {
        OptionReader options = new OptionReader(properties);
        ExecutorSettings settings = ExecutorSettings.read(options, inForce);
        List<ConfigurationProblem> problems = options.problems();
        problems.forEach(problem -> LOG.error("Configuration {}, option {}", DockerExecutorOptions.PID, problem));
        return new Read(settings, problems);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, updated = "nodeUpdated")
    synchronized void addNode(DockerNodeConfiguration node) {
        configured.add(node);
        applyNodes();
    }

    synchronized void nodeUpdated(DockerNodeConfiguration node) {
        applyNodes();
    }

    synchronized void removeNode(DockerNodeConfiguration node) {
        configured.remove(node);
        applyNodes();
    }

    private void applyNodes() {
        if (open != null) {
            open.apply(wanted().values());
        }
    }

    /** The first one of a name counts. */
    private Map<String, NodeSettings> wanted() {
        Map<String, NodeSettings> wanted = new LinkedHashMap<>();
        configured.forEach(node -> wanted.putIfAbsent(node.settings().name(), node.settings()));
        return wanted;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ConfigurationProblem> configurationProblems() {
        List<ConfigurationProblem> problems = new ArrayList<>(current.problems());
        List<String> names = new ArrayList<>();
        for (DockerNodeConfiguration node : configured) {
            problems.addAll(node.problems());
            if (names.contains(node.settings().name())) {
                problems.add(new ConfigurationProblem("node " + node.settings().name() + ", " + DockerNodeOptions.NAME,
                        "is the name of another node as well; only the first one is used"));
            }
            names.add(node.settings().name());
        }
        return problems;
    }

    @Override
    public ExecutorCapabilities capabilities() {
        return new ExecutorCapabilities(current.settings().placement(), current.settings().parallelLaunches());
    }

    @Override
    public synchronized void open(ExecutorContext context) {
        close();
        open = new OpenExecutor(context, () -> current.settings(), connector, clock);
        applyNodes();
    }

    @Override
    public synchronized void close() {
        OpenExecutor last = open;
        open = null;
        if (last != null) {
            last.close();
        }
    }

    private Collection<DockerNode> dockerNodes() {
        OpenExecutor now = open;
        return now == null ? List.of() : now.nodes();
    }

    private Optional<DockerNode> find(String node) {
        OpenExecutor now = open;
        return now == null ? Optional.empty() : now.node(node);
    }

    private DockerNode node(String node) throws ExecutorException {
        return find(node).orElseThrow(() -> new ExecutorException("Docker node " + node + " is not configured"));
    }

    @Override
    public List<Node> nodes() {
        return dockerNodes().stream().map(DockerNode::describe).toList();
    }

    @Override
    public LaunchResult launch(LaunchRequest request) throws ExecutorException {
        Optional<DockerNode> node = find(request.node());
        if (node.isEmpty()) {
            return new LaunchResult.Postponed(Reason.of(ReasonCode.EXECUTOR_UNREACHABLE, "Docker node " + request.node() + " is not configured"));
        }
        return node.get().launch(request);
    }

    @Override
    public void kill(Run run, Duration grace) throws ExecutorException {
        node(run.node()).kill(run, grace);
    }

    @Override
    public void suspend(Run run) throws ExecutorException {
        node(run.node()).suspend(run);
    }

    @Override
    public void resume(Run run) throws ExecutorException {
        node(run.node()).resume(run);
    }

    @Override
    public Observation observe(Run run) {
        return find(run.node()).map(node -> node.observe(run))
                .orElseGet(() -> new Observation.Unknown("Docker node " + run.node() + " is not configured"));
    }

    @Override
    public List<ObservedRun> recover() throws ExecutorException {
        List<ObservedRun> found = new ArrayList<>();
        List<ExecutorException> failures = new ArrayList<>();
        Collection<DockerNode> nodes = dockerNodes();
        for (DockerNode node : nodes) {
            try {
                found.addAll(node.recover());
            } catch (ExecutorException e) {
                failures.add(e);
            }
        }
        if (failures.size() == nodes.size()) {
            throw new ExecutorException(nodes.isEmpty() ? "No Docker node is configured" : "No Docker node answers: "
                    + String.join("; ", Stream.of(failures).flatMap(List::stream).map(Throwable::getMessage).toList()),
                    failures.isEmpty() ? null : failures.get(0));
        }
        return found;
    }

    @Override
    public void release(Run run) throws ExecutorException {
        node(run.node()).release(run);
    }
}
