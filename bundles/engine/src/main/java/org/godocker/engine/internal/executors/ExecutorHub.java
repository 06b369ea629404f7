package org.godocker.engine.internal.executors;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.godocker.engine.internal.config.EngineSettings;
import org.godocker.engine.internal.dispatch.NodeLedger;
import org.godocker.engine.internal.loop.EngineLoop;
import org.godocker.engine.internal.plugin.PluginCallException;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.engine.internal.plugin.PluginList;
import org.godocker.spi.executor.Executor;
import org.godocker.spi.executor.ExecutorCapabilities;
import org.godocker.spi.executor.ExecutorContext;
import org.godocker.spi.executor.ExecutorListener;
import org.godocker.spi.executor.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes executors into use as they come and as configuration names them, and lets go of them as they leave. Its state is
 * confined to the engine thread, except for {@link #active} and {@link #problem}, which any thread may ask.
 */
public final class ExecutorHub {

    /** What others want to know. */
    public interface Observer {

        /** Where reports of an executor go. Called from any thread. */
        ExecutorListener listenerFor(String executor);

        /** An executor has been taken into use, or came back: everything it has is to be compared. On the engine thread. */
        void opened(ActiveExecutor executor);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ExecutorHub.class);
    private static final Duration RETRY_OPEN = Duration.ofSeconds(5);

    private final PluginList<Executor> installed;
    private final Supplier<EngineSettings> settings;
    private final PluginCalls calls;
    private final Workers workers;
    private final ScheduledExecutorService timers;
    private final NodeLedger ledger;
    private final String serverId;

    private final Map<String, Executor> wanted = new HashMap<>();
    private final Map<String, ActiveExecutor> active = new ConcurrentHashMap<>();
    private final Map<String, String> problems = new ConcurrentHashMap<>();
    private EngineLoop loop;
    private Observer observer;

    public ExecutorHub(PluginList<Executor> installed, Supplier<EngineSettings> settings, PluginCalls calls,
            Workers workers, ScheduledExecutorService timers, NodeLedger ledger, String serverId) {
        this.installed = installed;
        this.settings = settings;
        this.calls = calls;
        this.workers = workers;
        this.timers = timers;
        this.ledger = ledger;
        this.serverId = serverId;
    }

    /** Connects the hub; called once before anything else. */
    public void connect(EngineLoop engineLoop, Observer hubObserver) {
        this.loop = engineLoop;
        this.observer = hubObserver;
    }

    /** An executor that is in use now. */
    public Optional<ActiveExecutor> active(String name) {
        return Optional.ofNullable(active.get(name));
    }

    public List<ActiveExecutor> active() {
        return List.copyOf(active.values());
    }

    /** Why an executor that is installed and named cannot be used; empty when it can. */
    public Optional<String> problem(String name) {
        return Optional.ofNullable(problems.get(name));
    }

    /** Compares what is in use with what is installed and named, and opens and closes. On the engine thread. */
    public void refresh() {
        List<String> names = settings.get().executors();
        ledger.prefer(names);
        Map<String, Executor> next = new LinkedHashMap<>(installed.named(names));
        Map.copyOf(wanted).forEach((name, executor) -> {
            if (next.get(name) != executor) {
                letGo(name, executor);
            }
        });
        next.forEach((name, executor) -> {
            if (!wanted.containsKey(name)) {
                wanted.put(name, executor);
                open(name, executor);
            }
        });
    }

    /** Lets go of all executors and waits for none. On the engine thread. */
    public void closeAll() {
        Map.copyOf(wanted).forEach(this::letGo);
    }

    private void letGo(String name, Executor executor) {
        wanted.remove(name);
        problems.remove(name);
        if (active.remove(name) != null) {
            ledger.remove(name);
            LOG.warn("Executor {} is no longer in use; its containers go on and are picked up when it is back", name);
        }
        workers.run("executor-" + name, 1, () -> {
            try {
                calls.call(executor, settings.get().callTimeout(), () -> {
                    executor.close();
                    return null;
                });
            } catch (PluginCallException e) {
                LOG.warn("Executor {} did not close: {}", name, e.getMessage());
            }
        });
    }

    private void open(String name, Executor executor) {
        ExecutorContext context = new ExecutorContext(serverId, new GuardedListener(name, executor));
        workers.run("executor-" + name, 1, () -> {
            try {
                calls.call(executor, settings.get().callTimeout(), () -> {
                    executor.open(context);
                    return null;
                });
                readNodes(name, executor, true);
            } catch (PluginCallException e) {
                failed(name, executor, e);
            }
        });
    }

    private void failed(String name, Executor executor, PluginCallException e) {
        LOG.error("Executor {} cannot be used: {}; trying again in {} s", name, e.getMessage(), RETRY_OPEN.toSeconds(), e.getCause());
        problems.put(name, e.getMessage());
        timers.schedule(() -> loop.post(turn -> {
            if (wanted.get(name) == executor && !active.containsKey(name)) {
                open(name, executor);
            }
        }), RETRY_OPEN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private record Description(ExecutorCapabilities capabilities, List<Node> nodes) {
    }

    private void readNodes(String name, Executor executor, boolean opening) throws PluginCallException {
        Description description = calls.call(executor, settings.get().callTimeout(),
                () -> new Description(executor.capabilities(), executor.nodes()));
        loop.post(turn -> {
            if (wanted.get(name) == executor) {
                take(name, executor, description, opening);
            }
        });
    }

    private void take(String name, Executor executor, Description description, boolean opening) {
        ActiveExecutor next = new ActiveExecutor(name, executor, description.capabilities());
        active.put(name, next);
        problems.remove(name);
        ledger.replace(name, description.capabilities(), description.nodes());
        if (opening) {
            LOG.info("Executor {} is in use with {} node(s)", name, description.nodes().size());
            observer.opened(next);
        }
        loop.wakeScheduler();
    }

    /** Forwards reports as long as the executor is the one in use, so that a replaced one cannot disturb its successor. */
    private final class GuardedListener implements ExecutorListener {

        private final String name;
        private final Executor executor;

        GuardedListener(String name, Executor executor) {
            this.name = name;
            this.executor = executor;
        }

        @Override
        public void started(org.godocker.spi.executor.Run run, java.time.Instant when) {
            observer.listenerFor(name).started(run, when);
        }

        @Override
        public void ended(org.godocker.spi.executor.Run run, org.godocker.spi.executor.RunOutcome outcome) {
            observer.listenerFor(name).ended(run, outcome);
        }

        @Override
        public void nodesChanged() {
            workers.run("executor-" + name, 1, () -> {
                try {
                    readNodes(name, executor, false);
                } catch (PluginCallException e) {
                    LOG.warn("Executor {} does not tell its nodes: {}", name, e.getMessage());
                }
            });
        }

        @Override
        public void resynchronise() {
            observer.listenerFor(name).resynchronise();
        }
    }
}
