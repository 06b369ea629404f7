package org.godocker.engine.internal.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.godocker.api.plugin.PluginKind;
import org.godocker.api.plugin.PluginService;
import org.godocker.api.plugin.PluginView;
import org.godocker.engine.internal.config.EngineConfiguration;
import org.godocker.engine.internal.config.EngineSettings;
import org.godocker.engine.internal.core.EngineCore;
import org.godocker.engine.internal.plugin.PluginList;
import org.godocker.engine.internal.plugin.Plugins;
import org.godocker.spi.Plugin;
import org.godocker.spi.config.ConfigurationProblem;
import org.godocker.spi.config.ConfiguredPart;

/** What is plugged in, what is named in vain, and what is wrong. */
final class EnginePluginService implements PluginService {

    private static final String ENGINE_PID = "org.godocker.engine";

    private final Plugins plugins;
    private final EngineConfiguration configuration;
    private final EngineCore core;
    private final Supplier<Collection<ConfiguredPart>> parts;

    /** @param parts parts of the server that have options of their own and are no plugins */
    EnginePluginService(Plugins plugins, EngineConfiguration configuration, EngineCore core, Supplier<Collection<ConfiguredPart>> parts) {
        this.plugins = plugins;
        this.configuration = configuration;
        this.core = core;
        this.parts = parts;
    }

    @Override
    public List<PluginView> list() {
        EngineSettings settings = configuration.settings();
        List<PluginView> views = new ArrayList<>();
        add(views, PluginKind.SCHEDULING_POLICY, plugins.schedulingPolicies(), List.of(settings.schedulingPolicy()));
        add(views, PluginKind.EXECUTOR, plugins.executors(), settings.executors());
        add(views, PluginKind.AUTH_PROVIDER, plugins.authProviders(), settings.authProviders());
        add(views, PluginKind.WATCHER, plugins.watchers(), settings.watchers());
        add(views, PluginKind.QUOTA_POLICY, plugins.quotaPolicies(), settings.quotaPolicies());
        views.sort(Comparator.comparing(PluginView::kind).thenComparing(PluginView::name));
        return views;
    }

    private <P extends Plugin> void add(List<PluginView> views, PluginKind kind, PluginList<P> list, List<String> named) {
        Set<String> present = new LinkedHashSet<>();
        for (PluginList.Installed<P> installed : list.all()) {
            String name = installed.plugin().name();
            boolean first = present.add(name);
            views.add(new PluginView(kind, name, true, first && isUsed(kind, name, named), installed.bundle(),
                    problems(kind, installed, first)));
        }
        named.stream().filter(name -> !present.contains(name))
                .forEach(name -> views.add(new PluginView(kind, name, false, false, "", List.of(absent(kind)))));
    }

    private boolean isUsed(PluginKind kind, String name, List<String> named) {
        return named.contains(name) && (kind != PluginKind.EXECUTOR || core.isExecutorActive(name));
    }

    private static String absent(PluginKind kind) {
        String consequence = switch (kind) {
            case SCHEDULING_POLICY -> "jobs start first come, first served";
            case EXECUTOR -> "its jobs wait";
            case AUTH_PROVIDER -> "its users cannot log in";
            case WATCHER, QUOTA_POLICY -> "no job starts";
        };
        return "named in the configuration but not installed; until it is, " + consequence;
    }

    private <P extends Plugin> List<String> problems(PluginKind kind, PluginList.Installed<P> installed, boolean first) {
        List<String> problems = new ArrayList<>();
        installed.plugin().configurationProblems().stream().map(ConfigurationProblem::toString).forEach(problems::add);
        if (!first) {
            problems.add("another " + kind.label() + " of this name with a higher ranking is used instead");
        }
        if (kind == PluginKind.EXECUTOR) {
            core.executorProblem(installed.plugin().name()).ifPresent(problems::add);
        }
        return problems;
    }

    @Override
    public List<String> engineProblems() {
        return Stream.concat(
                configuration.problems().stream().map(problem -> ENGINE_PID + ": " + problem),
                parts.get().stream().sorted(Comparator.comparing(ConfiguredPart::configurationPid)).flatMap(part ->
                        part.configurationProblems().stream().map(problem -> part.configurationPid() + ": " + problem))).toList();
    }
}
