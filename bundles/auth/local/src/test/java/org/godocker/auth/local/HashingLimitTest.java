package org.godocker.auth.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashingLimitTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void neverMoreAtOnceThanAllowed() throws Exception {
        HashingLimit limit = new HashingLimit(3, Duration.ofSeconds(30));
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            results.add(threads.submit(() -> limit.within(() -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Thread.yield();
                return now.decrementAndGet();
            })));
        }
        for (Future<Integer> result : results) {
            result.get(30, TimeUnit.SECONDS);
        }

        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void whoWaitsTooLongIsToldSoAndAPlaceIsGivenBack() throws Exception {
        HashingLimit limit = new HashingLimit(1, Duration.ofMillis(20));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Future<Boolean> first = threads.submit(() -> limit.within(() -> {
            inside.countDown();
            return await(leave);
        }));
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> limit.within(() -> true)).isInstanceOf(HashingBusyException.class).hasMessageContaining("try again");

        leave.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(limit.within(() -> "in")).isEqualTo("in");
    }

    @Test
    void aFailureGivesThePlaceBack() throws Exception {
        HashingLimit limit = new HashingLimit(1, Duration.ofMillis(20));

        assertThatThrownBy(() -> limit.within(() -> {
            throw new IllegalStateException("broken");
        })).hasMessage("broken");

        assertThat(limit.within(() -> "in")).isEqualTo("in");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
