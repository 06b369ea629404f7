package org.godocker.engine.internal.plugin;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.godocker.api.plugin.PluginKind;
import org.godocker.spi.Plugin;
import org.godocker.spi.auth.AuthProvider;
import org.godocker.spi.executor.Executor;
import org.godocker.spi.quota.QuotaPolicy;
import org.godocker.spi.scheduling.SchedulingPolicy;
import org.godocker.spi.watcher.Watcher;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All plugins that are installed now, by kind. Tells its listeners when one comes or goes. */
@Component(service = Plugins.class)
public final class Plugins {

    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

    private final PluginList<SchedulingPolicy> schedulingPolicies = new PluginList<>();
    private final PluginList<Executor> executors = new PluginList<>();
    private final PluginList<AuthProvider> authProviders = new PluginList<>();
    private final PluginList<Watcher> watchers = new PluginList<>();
    private final PluginList<QuotaPolicy> quotaPolicies = new PluginList<>();
    private final List<Consumer<PluginKind>> changeListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Plugin>> departureListeners = new CopyOnWriteArrayList<>();

    public PluginList<SchedulingPolicy> schedulingPolicies() {
        return schedulingPolicies;
    }

    public PluginList<Executor> executors() {
        return executors;
    }

    public PluginList<AuthProvider> authProviders() {
        return authProviders;
    }

    public PluginList<Watcher> watchers() {
        return watchers;
    }

    public PluginList<QuotaPolicy> quotaPolicies() {
        return quotaPolicies;
    }

    /**
     * Calls back after a plugin of a kind has come or gone, on the thread that brought it; must return at once.
     *
     * @return ends it
     */
    public Runnable onChange(Consumer<PluginKind> listener) {
        changeListeners.add(listener);
        return () -> changeListeners.remove(listener);
    }

    /** Calls back with each plugin that has gone; must return at once. */
    public void onDeparture(Consumer<Plugin> listener) {
        departureListeners.add(listener);
    }

    /** Brings in a plugin; for the framework and for tests. */
    public <P extends Plugin> void add(PluginKind kind, PluginList<P> list, P plugin, String bundle, int ranking) {
        list.add(plugin, bundle, ranking);
        LOG.info("{} {} is installed ({})", kind.label(), plugin.name(), bundle);
        changeListeners.forEach(l -> l.accept(kind));
    }

    /** Takes a plugin out; for the framework and for tests. */
    public <P extends Plugin> void remove(PluginKind kind, PluginList<P> list, P plugin) {
        list.remove(plugin);
        LOG.info("{} {} has left", kind.label(), plugin.name());
        changeListeners.forEach(l -> l.accept(kind));
        departureListeners.forEach(l -> l.accept(plugin));
    }

    private <P extends Plugin> void bind(PluginKind kind, PluginList<P> list, P plugin, ServiceReference<P> reference) {
        Bundle bundle = reference.getBundle();
        Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
        add(kind, list, plugin, bundle == null ? "" : bundle.getSymbolicName() + " " + bundle.getVersion(),
                ranking instanceof Integer number ? number : 0);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSchedulingPolicy(SchedulingPolicy plugin, ServiceReference<SchedulingPolicy> reference) {
        bind(PluginKind.SCHEDULING_POLICY, schedulingPolicies, plugin, reference);
    }

    void removeSchedulingPolicy(SchedulingPolicy plugin) {
        remove(PluginKind.SCHEDULING_POLICY, schedulingPolicies, plugin);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addExecutor(Executor plugin, ServiceReference<Executor> reference) {
        bind(PluginKind.EXECUTOR, executors, plugin, reference);
    }

    void removeExecutor(Executor plugin) {
        remove(PluginKind.EXECUTOR, executors, plugin);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addAuthProvider(AuthProvider plugin, ServiceReference<AuthProvider> reference) {
        bind(PluginKind.AUTH_PROVIDER, authProviders, plugin, reference);
    }

    void removeAuthProvider(AuthProvider plugin) {
        remove(PluginKind.AUTH_PROVIDER, authProviders, plugin);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addWatcher(Watcher plugin, ServiceReference<Watcher> reference) {
        bind(PluginKind.WATCHER, watchers, plugin, reference);
    }

    void removeWatcher(Watcher plugin) {
        remove(PluginKind.WATCHER, watchers, plugin);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addQuotaPolicy(QuotaPolicy plugin, ServiceReference<QuotaPolicy> reference) {
        bind(PluginKind.QUOTA_POLICY, quotaPolicies, plugin, reference);
    }

    void removeQuotaPolicy(QuotaPolicy plugin) {
        remove(PluginKind.QUOTA_POLICY, quotaPolicies, plugin);
    }
}
