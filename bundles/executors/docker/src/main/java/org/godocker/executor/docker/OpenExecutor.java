package org.godocker.executor.docker;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.godocker.executor.docker.internal.config.ExecutorSettings;
import org.godocker.executor.docker.internal.config.NodeSettings;
import org.godocker.executor.docker.internal.engine.EngineConnector;
import org.godocker.executor.docker.internal.node.DockerNode;
import org.godocker.executor.docker.internal.node.Workers;
import org.godocker.executor.docker.internal.usage.CgroupFiles;
import org.godocker.spi.executor.ExecutorContext;
import org.godocker.spi.executor.ExecutorListener;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.RunOutcome;

/** What exists between {@code open} and {@code close}: the connected nodes and the threads they share. */
final class OpenExecutor {

    private final ExecutorContext context;
    private final Supplier<ExecutorSettings> settings;
    private final EngineConnector connector;
    private final Clock clock;
    private final Workers workers = new Workers();
    private final CgroupFiles files = new CgroupFiles();
    private volatile Map<String, DockerNode> nodes = Map.of();
    private volatile boolean closed;

    OpenExecutor(ExecutorContext context, Supplier<ExecutorSettings> settings, EngineConnector connector, Clock clock) {
        this.context = new ExecutorContext(context.serverId(), new SilencedListener(context.listener()));
        this.settings = settings;
        this.connector = connector;
        this.clock = clock;
    }

    ExecutorListener listener() {
        return context.listener();
    }

    Collection<DockerNode> nodes() {
        return nodes.values();
    }

    Optional<DockerNode> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    /** Makes the nodes what configuration says. Called under the executor's lock. */
    void apply(Collection<NodeSettings> wanted) {
        Map<String, DockerNode> before = new HashMap<>(nodes);
        Map<String, DockerNode> after = new LinkedHashMap<>();
        boolean changed = false;
        for (NodeSettings settingsOfNode : wanted) {
            DockerNode node = before.remove(settingsOfNode.name());
            if (node == null) {
                node = new DockerNode(settingsOfNode, settings, connector, context, workers, files, clock);
                node.open();
                changed = true;
            } else if (!node.settings().equals(settingsOfNode)) {
                node.update(settingsOfNode);
                changed = true;
            }
            after.put(settingsOfNode.name(), node);
        }
        nodes = java.util.Collections.unmodifiableMap(after);
        before.values().forEach(DockerNode::close);
        if (changed || !before.isEmpty()) {
            listener().nodesChanged();
        }
    }

    void close() {
        closed = true;
        nodes.values().forEach(DockerNode::close);
        workers.close();
    }

    /** After close nothing is reported any more. */
    private final class SilencedListener implements ExecutorListener {

        private final ExecutorListener listener;

        SilencedListener(ExecutorListener listener) {
            this.listener = listener;
        }

        @Override
        public void started(Run run, Instant when) {
            if (!closed) {
                listener.started(run, when);
            }
        }

        @Override
        public void ended(Run run, RunOutcome outcome) {
            if (!closed) {
                listener.ended(run, outcome);
            }
        }

        @Override
        public void nodesChanged() {
            if (!closed) {
                listener.nodesChanged();
            }
        }

        @Override
        public void resynchronise() {
            if (!closed) {
                listener.resynchronise();
            }
        }
    }
}
