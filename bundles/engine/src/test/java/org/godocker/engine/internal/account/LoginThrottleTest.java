package org.godocker.engine.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private static final String HERE = "192.0.2.1";
    private static final String THERE = "198.51.100.7";

    private final MovableClock clock = new MovableClock();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    /** Fails as an obedient guesser does: waits as told, then tries again. */
    private List<Long> waits(String login, String address, int wrong) {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < wrong; i++) {
            clock.advance(throttle.waitOf(login, address));
            assertThat(throttle.waitOf(login, address)).isZero();
            waits.add(throttle.wrong(login, address).toSeconds());
        }
        return waits;
    }

    @Test
    void theWaitOfALoginFromAnAddressDoublesAfterFiveUpToFiveMinutes() {
        assertThat(waits("ada", HERE, 16)).containsExactly(
                0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L, 300L);
    }

    @Test
    void theWaitRunsDown() {
        waits("ada", HERE, 8);

        assertThat(throttle.waitOf("ada", HERE)).isEqualTo(Duration.ofSeconds(8));
        clock.advance(Duration.ofMillis(7999));
        assertThat(throttle.waitOf("ada", HERE)).isEqualTo(Duration.ofMillis(1));
        clock.advance(Duration.ofMillis(1));
        assertThat(throttle.waitOf("ada", HERE)).isZero();
    }

    @Test
    void aRightPasswordStartsTheLoginAnew() {
        waits("ada", HERE, 9);
        clock.advance(Duration.ofMinutes(5));
        throttle.right("ada", HERE);

        assertThat(waits("ada", HERE, 5)).containsExactly(0L, 0L, 0L, 0L, 1L);
    }

    @Test
    void aQuietWhileStartsAnew() {
        waits("ada", HERE, 9);
        clock.advance(Duration.ofMinutes(15).plusMillis(1));

        assertThat(waits("ada", HERE, 5)).containsExactly(0L, 0L, 0L, 0L, 1L);
    }

    @Test
    void otherLoginsAndOtherAddressesAreNotSlowedDownByAFew() {
        waits("ada", HERE, 10);

        assertThat(throttle.waitOf("bob", HERE)).isZero();
        assertThat(throttle.waitOf("ada", THERE)).isZero();
    }

    @Test
    void guessingOneLoginFromManyAddressesIsSlowedDown() {
        for (int i = 0; i < 49; i++) {
            assertThat(throttle.wrong("ada", "10.0.0." + i)).isZero();
        }
        assertThat(throttle.wrong("ada", "10.0.0.49")).isEqualTo(Duration.ofSeconds(1));
        assertThat(throttle.waitOf("ada", "10.0.0.50")).isEqualTo(Duration.ofSeconds(1));
        for (int i = 50; i < 200; i++) {
            throttle.wrong("ada", "10.0.0." + i);
        }
        assertThat(throttle.waitOf("ada", "10.0.1.1")).isEqualTo(Duration.ofSeconds(30));
        assertThat(throttle.waitOf("bob", "10.0.1.1")).isZero();
    }

    @Test
    void guessingManyLoginsFromOneAddressIsSlowedDown() {
        for (int i = 0; i < 99; i++) {
            assertThat(throttle.wrong("user" + i, HERE)).isZero();
        }
        assertThat(throttle.wrong("user99", HERE)).isEqualTo(Duration.ofSeconds(1));
        for (int i = 100; i < 200; i++) {
            throttle.wrong("user" + i, HERE);
        }
        assertThat(throttle.waitOf("another", HERE)).isEqualTo(Duration.ofMinutes(1));
        assertThat(throttle.waitOf("another", THERE)).isZero();
    }

    @Test
    void nobodyElsewhereLocksAnAdministratorOutOfWhereHeWorks() {
        throttle.right("admin", HERE);

        for (int i = 0; i < 5000; i++) {
            throttle.wrong("admin", "10.0." + i / 250 + "." + i % 250);
        }

        assertThat(throttle.waitOf("admin", "10.9.9.9")).isEqualTo(Duration.ofSeconds(30));
        assertThat(throttle.waitOf("admin", HERE)).isZero();
    }

    @Test
    void whereHeWorksHeStaysWelcomeWhileOthersThereGuessAtOtherLogins() {
        throttle.right("admin", HERE);
        for (int i = 0; i < 500; i++) {
            throttle.wrong("user" + i, HERE);
        }

        assertThat(throttle.waitOf("admin", HERE)).isZero();
    }

    @Test
    void aKnownPlaceIsStillHeldToFive() {
        throttle.right("admin", HERE);

        assertThat(waits("admin", HERE, 6)).containsExactly(0L, 0L, 0L, 0L, 1L, 2L);
    }

    @Test
    void aRightPasswordDoesNotFreeItsAddressToGuessAtOthers() {
        for (int i = 0; i < 120; i++) {
            throttle.wrong("user" + i, HERE);
        }
        throttle.right("mallory", HERE);

        assertThat(throttle.waitOf("admin", HERE)).isPositive();
    }

    @Test
    void aPlaceIsForgottenAfterThirtyDays() {
        throttle.right("admin", HERE);
        clock.advance(Duration.ofDays(30));
        for (int i = 0; i < 60; i++) {
            throttle.wrong("admin", "10.0.0." + i);
        }

        assertThat(throttle.waitOf("admin", HERE)).isPositive();
    }

    @Test
    void memoryIsBounded() {
        LoginThrottle small = new LoginThrottle(clock, 100);
        for (int i = 0; i < 10_000; i++) {
            small.wrong("user" + i, "address" + i);
            small.right("user" + i, "address" + i);
        }

        assertThat(small.size()).isLessThanOrEqualTo(100);
    }

    @Test
    void waitsNeverOverflow() {
        AttemptCounter<String> counter = new AttemptCounter<>(1, Duration.ofMinutes(5), 10);
        Duration wait = Duration.ZERO;
        for (int i = 0; i < 1000; i++) {
            wait = counter.wrong("ada", clock.instant());
        }

        assertThat(wait).isEqualTo(Duration.ofMinutes(5));
    }
}
