package org.godocker.engine.internal.service;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.godocker.api.error.UnavailableException;
import org.godocker.engine.internal.plugin.PluginList;
import org.godocker.spi.watcher.LifespanLimits;
import org.godocker.spi.watcher.Watcher;

/**
 * How long jobs may run, as the watchers in use say. While one of those that configuration names is away, what was last
 * known stays in force, so that nobody slips through an upgrade with a lifespan that is not allowed.
 */
final class LifespanRange {

    /** Where no watcher limits lifespans. */
    private static final Limits UNLIMITED = new Limits(Duration.ofDays(1), Duration.ofDays(36_500));

    /** @param byDefault what a job gets that asks for none */
    record Limits(Duration byDefault, Duration maximum) {
    }

    private final PluginList<Watcher> installed;
    private final Supplier<List<String>> named;
    private volatile Optional<Limits> lastKnown = Optional.empty();

    LifespanRange(PluginList<Watcher> installed, Supplier<List<String>> named) {
        this.installed = installed;
        this.named = named;
    }

    /** What holds for a submission now. @throws UnavailableException when that cannot be known */
    Limits forSubmissions() {
        return known().orElseThrow(() -> new UnavailableException("A watcher that the configuration names is not installed, so how long jobs "
                + "may run is not known and nothing can be accepted; tell the administrator"));
    }

    /** What a job gets that asks for none, for showing. */
    Duration byDefault() {
        return known().orElse(UNLIMITED).byDefault();
    }

    private Optional<Limits> known() {
        List<String> names = named.get();
        Map<String, Watcher> present = installed.named(names);
        Optional<Limits> said = Optional.empty();
        for (Watcher watcher : present.values()) {
            if (watcher instanceof LifespanLimits limits) {
                Limits these = new Limits(limits.defaultLifespan(), limits.maximumLifespan());
                said = Optional.of(said.map(others -> stricter(others, these)).orElse(these));
            }
        }
        if (present.keySet().containsAll(names)) {
            lastKnown = Optional.of(said.orElse(UNLIMITED));
            return lastKnown;
        }
        return lastKnown.map(Optional::of).orElse(said);
    }

    private static Limits stricter(Limits first, Limits second) {
        Duration maximum = first.maximum().compareTo(second.maximum()) < 0 ? first.maximum() : second.maximum();
        Duration byDefault = first.byDefault().compareTo(second.byDefault()) < 0 ? first.byDefault() : second.byDefault();
        return new Limits(byDefault, maximum);
    }
}
