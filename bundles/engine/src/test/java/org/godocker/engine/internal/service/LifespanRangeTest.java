package org.godocker.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.godocker.api.error.UnavailableException;
import org.godocker.engine.internal.plugin.PluginList;
import org.godocker.spi.watcher.ContinueVerdict;
import org.godocker.spi.watcher.LifespanLimits;
import org.godocker.spi.watcher.RunningJob;
import org.godocker.spi.watcher.Watcher;
import org.junit.jupiter.api.Test;

class LifespanRangeTest {

    private final PluginList<Watcher> installed = new PluginList<>();
    private List<String> named = List.of("short");
    private final LifespanRange range = new LifespanRange(installed, () -> named);

    private record Limiting(String name, Duration defaultLifespan, Duration maximumLifespan) implements LifespanLimits {

        @Override
        public ContinueVerdict review(RunningJob job, Instant now) {
            return new ContinueVerdict.GoOn(Optional.empty());
        }
    }

    private static Limiting limiting(String name, int byDefault, int maximum) {
        return new Limiting(name, Duration.ofHours(byDefault), Duration.ofHours(maximum));
    }

    @Test
    void aWatcherThatIsNotInstalledYetLeavesNothingToBeAccepted() {
        assertThatThrownBy(range::forSubmissions).isInstanceOf(UnavailableException.class).hasMessageContaining("not installed");
        assertThat(range.byDefault()).isPositive();
    }

    @Test
    void whatAWatcherSaidStaysInForceWhileItIsAway() {
        Limiting watcher = limiting("short", 1, 2);
        installed.add(watcher, "b", 0);
        assertThat(range.forSubmissions().maximum()).isEqualTo(Duration.ofHours(2));
        installed.remove(watcher);
        assertThat(range.forSubmissions()).isEqualTo(new LifespanRange.Limits(Duration.ofHours(1), Duration.ofHours(2)));
        installed.add(limiting("short", 3, 4), "b", 0);
        assertThat(range.forSubmissions().maximum()).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void theStrictestOfSeveralHolds() {
        named = List.of("short", "long");
        installed.add(limiting("short", 1, 2), "b", 0);
        installed.add(limiting("long", 5, 9), "b", 0);
        assertThat(range.forSubmissions()).isEqualTo(new LifespanRange.Limits(Duration.ofHours(1), Duration.ofHours(2)));
    }

    @Test
    void aWatcherThatIsNotNamedDoesNotCount() {
        named = List.of();
        installed.add(limiting("short", 1, 2), "b", 0);
        assertThat(range.forSubmissions().maximum()).isGreaterThan(Duration.ofDays(365));
    }
}
