package org.godocker.engine.internal.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.godocker.spi.config.ConfigurationProblem;
import org.godocker.spi.config.OptionReader;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the engine's options in force: a new configuration is taken over while running, a malformed option keeps its
 * last good value and is reported in the log and to administrators.
 */
@Component(service = EngineConfiguration.class, configurationPid = "org.godocker.engine")
public final class EngineConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(EngineConfiguration.class);

    private final EngineSettings defaults;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile EngineSettings settings;
    private volatile List<ConfigurationProblem> problems = List.of();

    @Activate
    public EngineConfiguration(BundleContext context, Map<String, Object> properties) {
        this(Path.of(baseFolder(context)), properties);
    }

    /** @param base folder under which workspaces stand unless configured otherwise */
    public EngineConfiguration(Path base, Map<String, ?> properties) {
        this.defaults = EngineSettings.defaults(base.toAbsolutePath().normalize());
        this.settings = defaults;
        take(properties);
    }

    private static String baseFolder(BundleContext context) {
        String base = context.getProperty("karaf.base");
        return base == null ? "." : base;
    }

    @Modified
    void modified(Map<String, Object> properties) {
        take(properties);
        listeners.forEach(Runnable::run);
    }

    private void take(Map<String, ?> properties) {
        OptionReader options = new OptionReader(properties);
        settings = EngineSettings.read(options, defaults, settings);
        problems = options.problems();
        problems.forEach(p -> LOG.error("Configuration org.godocker.engine, option {}", p));
    }

    public EngineSettings settings() {
        return settings;
    }

    public List<ConfigurationProblem> problems() {
        return problems;
    }

    /**
     * Calls back after each change, on the thread that brings it.
     *
     * @return ends it
     */
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
