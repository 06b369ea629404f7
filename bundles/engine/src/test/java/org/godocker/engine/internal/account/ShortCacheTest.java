package org.godocker.engine.internal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShortCacheTest {

    private final MovableClock clock = new MovableClock();
    private final ShortCache<String, String> cache = new ShortCache<>(clock, Duration.ofSeconds(5), 3);
    private final AtomicInteger loads = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private String get(String key) {
        return cache.get(key, k -> k + loads.incrementAndGet(), value -> true);
    }

    @Test
    void anAnswerIsUsedUntilItsTimeIsOver() {
        assertThat(get("a")).isEqualTo("a1");
        clock.advance(Duration.ofMillis(4999));
        assertThat(get("a")).isEqualTo("a1");
        clock.advance(Duration.ofMillis(1));
        assertThat(get("a")).isEqualTo("a2");
    }

    @Test
    void whatDoesNotLastAndWhatFailsIsNotKept() {
        assertThat(cache.get("a", k -> "short", value -> false)).isEqualTo("short");
        assertThatThrownBy(() -> cache.get("a", k -> {
            throw new IllegalStateException("broken");
        }, value -> true)).hasMessage("broken");

        assertThat(cache.size()).isZero();
        assertThat(get("a")).isEqualTo("a1");
    }

    @Test
    void itsSizeIsBoundedAndTheLongestUnusedLeaves() {
        List.of("a", "b", "c").forEach(this::get);
        get("a");
        get("d");

        assertThat(cache.size()).isEqualTo(3);
        assertThat(get("a")).isEqualTo("a1");
        assertThat(get("b")).isEqualTo("b5");
    }

    @Test
    void invalidationTakesEffectAtOnce() {
        get("a");
        get("b");
        cache.invalidateIf(value -> value.startsWith("a"));
        assertThat(get("a")).isEqualTo("a3");
        assertThat(get("b")).isEqualTo("b2");
        cache.invalidate("b");
        assertThat(get("b")).isEqualTo("b4");
        cache.invalidateAll();
        assertThat(cache.size()).isZero();
    }

    @Test
    void manyAtOnceLeadToOneLoad() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        List<Future<String>> answers = new ArrayList<>();
        answers.add(threads.submit(() -> cache.get("a", slow(loading, finish), value -> true)));
        assertThat(loading.await(30, TimeUnit.SECONDS)).isTrue();
        CountDownLatch asking = new CountDownLatch(8);
        for (int i = 0; i < 8; i++) {
            answers.add(threads.submit(() -> {
                asking.countDown();
                return get("a");
            }));
        }
        assertThat(asking.await(30, TimeUnit.SECONDS)).isTrue();
        finish.countDown();

        for (Future<String> answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("slow");
        }
        assertThat(loads.get()).isZero();
    }

    @Test
    void whoWaitsForALoadThatFailsIsToldToo() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Future<String> first = threads.submit(() -> cache.get("a", k -> {
            slow(loading, finish).apply(k);
            throw new IllegalStateException("broken");
        }, value -> true));
        assertThat(loading.await(30, TimeUnit.SECONDS)).isTrue();
        Thread[] waiting = new Thread[1];
        CountDownLatch asking = new CountDownLatch(1);
        Future<String> second = threads.submit(() -> {
            waiting[0] = Thread.currentThread();
            asking.countDown();
            return get("a");
        });
        assertThat(asking.await(30, TimeUnit.SECONDS)).isTrue();
        await().until(() -> waiting[0].getState() == Thread.State.WAITING);
        finish.countDown();

        assertThatThrownBy(() -> first.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("broken");
        assertThatThrownBy(() -> second.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("broken");
    }

    @Test
    void whatIsInvalidatedWhileItIsLoadedIsNotKept() throws Exception {
        for (Runnable invalidation : List.<Runnable>of(() -> cache.invalidate("a"), cache::invalidateAll,
                () -> cache.invalidateIf(value -> false))) {
            CountDownLatch loading = new CountDownLatch(1);
            CountDownLatch finish = new CountDownLatch(1);
            Future<String> old = threads.submit(() -> cache.get("a", slow(loading, finish), value -> true));
            assertThat(loading.await(30, TimeUnit.SECONDS)).isTrue();

            invalidation.run();
            String fresh = get("a");
            finish.countDown();

            assertThat(old.get(30, TimeUnit.SECONDS)).isEqualTo("slow");
            assertThat(fresh).startsWith("a");
            assertThat(get("a")).isEqualTo(fresh);
            cache.invalidateAll();
        }
    }

    private static Function<String, String> slow(CountDownLatch loading, CountDownLatch finish) {
        return key -> {
            loading.countDown();
            try {
                assertThat(finish.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "slow";
        };
    }
}
