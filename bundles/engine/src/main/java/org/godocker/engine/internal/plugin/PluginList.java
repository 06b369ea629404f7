package org.godocker.engine.internal.plugin;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.godocker.spi.Plugin;

/**
 * The plugins of one kind that are installed now. They come and go at any time; readers never see a half made change.
 * Where two carry one name, the one with the higher service ranking counts, then the one that came first.
 */
public final class PluginList<P extends Plugin> {

    /**
     * An installed plugin.
     *
     * @param plugin  the service
     * @param bundle  symbolic name and version of the bundle that brings it
     * @param ranking service ranking
     */
    public record Installed<P extends Plugin>(P plugin, String bundle, int ranking) {
    }

    private final List<Installed<P>> installed = new CopyOnWriteArrayList<>();

    public void add(P plugin, String bundle, int ranking) {
        installed.add(new Installed<>(plugin, bundle, ranking));
    }

    /** Removes exactly this instance, never a replacement of the same name. */
    public void remove(P plugin) {
        installed.removeIf(i -> i.plugin() == plugin);
    }

    /** Everything installed, best first. */
    public List<Installed<P>> all() {
        return installed.stream().sorted(Comparator.comparingInt((Installed<P> i) -> -i.ranking())).toList();
    }

    public Optional<P> named(String name) {
        return all().stream().map(Installed::plugin).filter(p -> p.name().equals(name)).findFirst();
    }

    /** The plugins that configuration names, in its order; names nobody installed are left out. */
    public Map<String, P> named(List<String> names) {
        Map<String, P> found = new LinkedHashMap<>();
        names.forEach(name -> named(name).ifPresent(p -> found.put(name, p)));
        return found;
    }
}
