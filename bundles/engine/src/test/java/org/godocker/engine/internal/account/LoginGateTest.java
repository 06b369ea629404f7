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
import org.godocker.api.error.UnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginGateTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch leave = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private Future<Boolean> enter(LoginGate gate) {
        return threads.submit(() -> gate.pass(() -> {
            inside.incrementAndGet();
            try {
                return leave.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    @Test
    void fewAreInsideFewWaitAndTheRestAreSentAway() throws Exception {
        LoginGate gate = new LoginGate(2, 3, Duration.ofSeconds(30));
        List<Future<Boolean>> served = new ArrayList<>();
        served.add(enter(gate));
        served.add(enter(gate));
        await().until(() -> inside.get() == 2);
        for (int i = 1; i <= 3; i++) {
            served.add(enter(gate));
            int waiting = i;
            await().until(() -> gate.waiting() == waiting);
        }

        assertThatThrownBy(() -> gate.pass(() -> true)).isInstanceOf(UnavailableException.class).hasMessageContaining("too many logins");

        assertThat(inside.get()).isEqualTo(2);
        leave.countDown();
        for (Future<Boolean> future : served) {
            assertThat(future.get(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(gate.pass(() -> "in")).isEqualTo("in");
    }

    @Test
    void waitingHasAnEnd() {
        LoginGate gate = new LoginGate(1, 3, Duration.ofMillis(10));
        Future<Boolean> first = enter(gate);
        await().until(() -> inside.get() == 1);

        assertThatThrownBy(() -> gate.pass(() -> true)).isInstanceOf(UnavailableException.class);

        leave.countDown();
        await().until(first::isDone);
        assertThat(gate.pass(() -> "in")).isEqualTo("in");
    }
}
