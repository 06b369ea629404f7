package org.godocker.engine.internal.service;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.job.JobFileService;
import org.godocker.api.job.JobService;
import org.godocker.api.node.NodeService;
import org.godocker.api.plugin.PluginService;
import org.godocker.api.server.ServerService;
import org.godocker.engine.internal.account.AuthDirectory;
import org.godocker.engine.internal.account.LiveJobCounts;
import org.godocker.engine.internal.config.EngineConfiguration;
import org.godocker.engine.internal.config.EngineSettings;
import org.godocker.engine.internal.core.EngineCore;
import org.godocker.engine.internal.core.EngineParts;
import org.godocker.engine.internal.executors.ThreadWorkers;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.engine.internal.plugin.Plugins;
import org.godocker.engine.internal.runs.Preparation;
import org.godocker.engine.internal.runs.ReportedUsage;
import org.godocker.engine.internal.workspace.DiskGuard;
import org.godocker.engine.internal.workspace.WorkspaceException;
import org.godocker.engine.internal.workspace.WorkspaceLayout;
import org.godocker.engine.internal.workspace.WorkspaceMaker;
import org.godocker.engine.internal.workspace.WorkspaceReader;
import org.godocker.spi.config.ConfiguredPart;
import org.godocker.spi.store.JobStore;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the engine to life when its store is there, and offers its services. When the store goes, all of it goes; when
 * it is back, everything is read anew.
 */
@Component(service = {}, immediate = true)
public final class EngineComponent {

    private static final Logger LOG = LoggerFactory.getLogger(EngineComponent.class);
    private static final long STOP_PATIENCE_SECONDS = 10;

    private final ExecutorService loopThread = Executors.newSingleThreadExecutor(work -> daemon(work, "godocker-engine"));
    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, work -> daemon(work, "godocker-timers"));
    private final ThreadWorkers workers = new ThreadWorkers();
    private final EngineCore core;
    private final Runnable deafen;
    private final ServiceTracker<ConfiguredPart, ConfiguredPart> parts;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    @Activate
    public EngineComponent(BundleContext context, @Reference JobStore store, @Reference EngineConfiguration configuration,
            @Reference Plugins plugins, @Reference PluginCalls calls, @Reference AuthDirectory users) throws WorkspaceException {
        Clock clock = Clock.systemUTC();
        timers.setRemoveOnCancelPolicy(true);
        WorkspaceLayout layout = WorkspaceLayout.open(configuration.settings().workspaces());
        WorkspaceMaker workspaces = new WorkspaceMaker(layout);
        workers.run("housekeeping", 1, () -> removeLeftovers(workspaces));
        WorkspaceReader reader = new WorkspaceReader(layout);
        FileOwners owners = new FileOwners(layout);
        DiskGuard disk = new DiskGuard(() -> List.of(
                new DiskGuard.Folder("workspaces", layout.root()),
                new DiskGuard.Folder("database", databaseFolder(context, layout))),
                () -> configuration.settings().minimumFreeDisk(), clock);
        this.core = new EngineCore(new EngineParts(store, configuration::settings, plugins, calls, workers, timers, loopThread, clock,
                new Preparation(users, workspaces), new ReportedUsage(reader, owners::of)));
        LifespanRange lifespans = new LifespanRange(plugins.watchers(), () -> configuration.settings().watchers());
        Submissions submissions = new Submissions(core, store, lifespans, users, configuration::settings, disk::requireRoom);
        this.deafen = configuration.onChange(core::configurationChanged);
        core.start();

        this.parts = new ServiceTracker<>(context, ConfiguredPart.class, null);
        parts.open();
        offer(context, JobService.class, new EngineJobService(core, store, submissions));
        offer(context, JobFileService.class, new EngineJobFileService(core, store, reader, owners));
        offer(context, NodeService.class, () -> core.view().nodes());
        offer(context, PluginService.class, new EnginePluginService(plugins, configuration, core, () -> parts.getTracked().values()));
        offer(context, ServerService.class, new EngineServerService(core, store.serverId(),
                context.getBundle().getVersion().toString(), clock.instant(),
                () -> policyInUse(plugins, configuration), lifespans::byDefault, disk::shortage,
                () -> missingPlugin(plugins, configuration.settings())));
        offer(context, LiveJobCounts.class, this::live);
    }

    private static void removeLeftovers(WorkspaceMaker workspaces) {
        try {
            workspaces.removeLeftovers();
        } catch (WorkspaceException e) {
            LOG.warn("What an earlier life of the server left under the workspaces stays there: {}", e.getMessage(), e);
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private static Path databaseFolder(BundleContext context, WorkspaceLayout layout) {
        String base = context.getProperty("karaf.base");
        return base == null ? layout.root() : Path.of(base, "var");
    }

    private static String policyInUse(Plugins plugins, EngineConfiguration configuration) {
        String wanted = configuration.settings().schedulingPolicy();
        return plugins.schedulingPolicies().named(wanted).isPresent() ? wanted : "fifo";
    }

    /** A plugin without which nothing can be accepted. */
    private static Optional<String> missingPlugin(Plugins plugins, EngineSettings settings) {
        return settings.quotaPolicies().stream().filter(name -> plugins.quotaPolicies().named(name).isEmpty())
                .map(name -> "quota policy " + name).findFirst()
                .or(() -> settings.authProviders().stream().allMatch(name -> plugins.authProviders().named(name).isEmpty())
                        ? settings.authProviders().stream().map(name -> "auth provider " + name).findFirst() : Optional.empty());
    }

    private <S> void offer(BundleContext context, Class<S> type, S service) {
        Dictionary<String, Object> none = new Hashtable<>();
        registrations.add(context.registerService(type, service, none));
    }

    private long live(String login) {
        try {
            return core.live(login).get(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("The server is stopping", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new UnavailableException("The engine does not answer now; try again later", e);
        }
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        registrations.forEach(ServiceRegistration::unregister);
        parts.close();
        deafen.run();
        core.stop();
        loopThread.shutdown();
        if (!loopThread.awaitTermination(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("The engine thread did not finish within {} s; what it decided last may be decided again after the start",
                    STOP_PATIENCE_SECONDS);
        }
        timers.shutdownNow();
        workers.close();
    }
}
