package org.godocker.engine.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.godocker.spi.Plugin;
import org.godocker.testkit.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedPluginCallsTest {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int THREADS = 8;

    private final VirtualTime time = new VirtualTime();
    private final BoundedPluginCalls calls = new BoundedPluginCalls(time.clock(), THREADS);
    private final Plugin plugin = () -> "sample";
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        calls.close();
    }

    @Test
    void givesTheAnswer() throws PluginCallException {
        assertThat(calls.call(plugin, LONG, () -> 42)).isEqualTo(42);
    }

    @Test
    void whatThePluginThrewIsTheCause() {
        IllegalStateException thrown = new IllegalStateException("broken pipe");
        assertThatThrownBy(() -> calls.call(plugin, LONG, () -> {
            throw thrown;
        })).isInstanceOf(PluginCallException.class).hasCause(thrown).hasMessageContaining("sample").hasMessageContaining("broken pipe");
    }

    @Test
    void anErrorIsAFailureLikeAnother() {
        assertThatThrownBy(() -> calls.call(plugin, LONG, () -> {
            throw new NoClassDefFoundError("gone");
        })).isInstanceOf(PluginCallException.class).hasCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void aCallThatTakesTooLongIsInterrupted() throws InterruptedException {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch over = new CountDownLatch(1);
        assertThatThrownBy(() -> calls.call(plugin, SHORT, () -> {
            try {
                return release.await(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
            } finally {
                over.countDown();
            }
        })).isInstanceOf(PluginCallException.class).hasMessageContaining("no answer");
        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupted).isTrue();
    }

    @Test
    void aPluginThatKeepsHangingIsLeftAloneForAWhile() throws PluginCallException {
        for (int i = 0; i < 3; i++) {
            hang();
        }
        assertThatThrownBy(() -> calls.call(plugin, LONG, () -> 1)).hasMessageContaining("left alone");
        time.advance(Duration.ofSeconds(31));
        assertThat(calls.call(plugin, LONG, () -> 1)).isEqualTo(1);
    }

    private void hang() {
        assertThatThrownBy(() -> calls.call(plugin, SHORT, () -> release.await(1, TimeUnit.HOURS))).hasMessageContaining("no answer");
    }

    @Test
    void oneHangingPluginDoesNotHoldUpAnother() throws PluginCallException {
        CountDownLatch running = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> {
                try {
                    calls.call(plugin, LONG, () -> {
                        running.countDown();
                        return release.await(1, TimeUnit.HOURS);
                    });
                } catch (PluginCallException e) {
                    throw new IllegalStateException(e);
                }
            }).start();
        }
        assertThat(awaited(running)).isTrue();
        assertThatThrownBy(() -> calls.call(plugin, LONG, () -> 1)).hasMessageContaining("busy");
        Plugin other = () -> "other";
        assertThat(calls.call(other, LONG, () -> 2)).isEqualTo(2);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
