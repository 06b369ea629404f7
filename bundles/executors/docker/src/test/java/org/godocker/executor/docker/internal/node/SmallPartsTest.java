package org.godocker.executor.docker.internal.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.godocker.api.job.JobId;
import org.godocker.api.job.ResourceUsage;
import org.godocker.executor.docker.internal.config.NodeSettings;
import org.godocker.executor.docker.internal.engine.ContainerView;
import org.godocker.executor.docker.internal.engine.EngineEvent;
import org.godocker.executor.docker.internal.engine.EngineInfo;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ExecutorHandle;
import org.godocker.spi.executor.Observation;
import org.junit.jupiter.api.Test;

/** Names, observations, the ledger, capacity and pauses. */
class SmallPartsTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final AttemptId ATTEMPT = new AttemptId(new JobId(12), 3);
    private final ContainerNames names = new ContainerNames("abcdefgh");

    private static ContainerView view(boolean running, boolean paused, Optional<Instant> started, int code, boolean oom) {
        return new ContainerView("0123456789abcdef", Map.of(), running, paused, START, started, Optional.of(START.plusSeconds(5)), code, oom);
    }

    @Test
    void namesAndLabelsLeadBackToTheAttempt() {
        assertThat(names.name(ATTEMPT)).isEqualTo("godocker-abcdefgh-12-3");
        assertThat(names.attempt(names.labels(ATTEMPT, "ada"))).contains(ATTEMPT);
        assertThat(new ContainerNames("other123").attempt(names.labels(ATTEMPT, "ada"))).isEmpty();
        assertThat(names.attempt(Map.of(ContainerNames.SERVER, "abcdefgh", ContainerNames.JOB, "x", ContainerNames.ATTEMPT, "1"))).isEmpty();
        assertThat(names.attempt(Map.of())).isEmpty();
    }

    @Test
    void observationsFollowTheState() {
        assertThat(Observations.of(view(false, false, Optional.empty(), 127, false), Optional.empty())).isInstanceOf(Observation.Created.class);
        assertThat(Observations.of(view(true, false, Optional.of(START), 0, false), Optional.empty())).isInstanceOf(Observation.Running.class);
        assertThat(Observations.of(view(true, true, Optional.of(START), 0, false), Optional.empty())).isInstanceOf(Observation.Suspended.class);
        assertThat(Observations.of(view(false, false, Optional.of(START), 3, false), Optional.empty()))
                .isInstanceOfSatisfying(Observation.Ended.class, e -> {
                    assertThat(e.outcome().exitCode()).isEqualTo(3);
                    assertThat(e.outcome().ended()).isEqualTo(START.plusSeconds(5));
                });
    }

    @Test
    void outOfMemoryCountsOnlyWhenTheJobFailed() {
        assertThat(Observations.outcome(view(false, false, Optional.of(START), 137, true), Optional.empty()).outOfMemory()).isTrue();
        assertThat(Observations.outcome(view(false, false, Optional.of(START), 1, true), Optional.empty()).outOfMemory()).isTrue();
        assertThat(Observations.outcome(view(false, false, Optional.of(START), 0, true), Optional.empty()).outOfMemory()).isFalse();
        Trace oom = Trace.of("x", ATTEMPT).withOom();
        assertThat(Observations.outcome(view(false, false, Optional.of(START), 137, false), Optional.of(oom)).outOfMemory()).isTrue();
    }

    @Test
    void strangeExitCodesAndTimesDoNoHarm() {
        assertThat(Observations.outcome(view(false, false, Optional.of(START), -1, false), Optional.empty()).exitCode()).isEqualTo(255);
        ContainerView backwards = view(false, false, Optional.of(START.plusSeconds(60)), 0, false);
        assertThat(Observations.outcome(backwards, Optional.empty()).ended()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void handlesOfLaterVersionsOrOtherFormsAreNotActedOn() {
        assertThat(Observations.container(new ExecutorHandle(1, "0123456789abcdef"))).contains("0123456789abcdef");
        assertThat(Observations.container(new ExecutorHandle(2, "0123456789abcdef"))).isEmpty();
        assertThat(Observations.container(new ExecutorHandle(1, "../../images/json"))).isEmpty();
    }

    private EngineEvent event(String id, String action, Map<String, String> more, int second) {
        Map<String, String> attributes = new java.util.HashMap<>(names.labels(ATTEMPT, "ada"));
        attributes.putAll(more);
        return new EngineEvent(id, action, attributes, START.plusSeconds(second));
    }

    @Test
    void theLedgerFollowsEvents() throws InterruptedException {
        Ledger ledger = new Ledger(names);
        ledger.note(event("a", "create", Map.of(), 1));
        assertThat(ledger.live()).isEmpty();
        ledger.note(event("a", "start", Map.of(), 2));
        assertThat(ledger.live()).hasSize(1);
        ledger.noteUsage("a", new ResourceUsage(2, 10));
        ledger.noteUsage("a", new ResourceUsage(3, 5));
        ledger.note(event("a", "die", Map.of("exitCode", "9"), 4));
        assertThat(ledger.live()).isEmpty();
        assertThat(ledger.find("a")).get().satisfies(trace -> {
            assertThat(trace.exitCode()).hasValue(9);
            assertThat(trace.usage()).isEqualTo(new ResourceUsage(3, 10));
        });
        assertThat(ledger.lastEvent()).isEqualTo(START.plusSeconds(4));
        assertThat(ledger.await("a", Trace::destroyed, Duration.ofMillis(10))).isEmpty();
        ledger.note(event("a", "destroy", Map.of(), 5));
        assertThat(ledger.await("a", Trace::destroyed, Duration.ofMillis(10))).isPresent();
        assertThat(ledger.ran(ATTEMPT)).isPresent();
    }

    @Test
    void theLedgerKnowsNothingOfOthersAndForgetsTheOldest() {
        Ledger ledger = new Ledger(names);
        assertThat(ledger.note(new EngineEvent("x", "start", Map.of(ContainerNames.SERVER, "other123"), START))).isEmpty();
        ledger.note(event("live", "start", Map.of(), 1));
        for (int i = 0; i < 6000; i++) {
            ledger.note(event("c" + i, "create", Map.of(), 2));
        }
        assertThat(ledger.find("live")).isPresent();
        assertThat(ledger.find("c0")).isEmpty();
        assertThat(ledger.find("c5999")).isPresent();
    }

    @Test
    void capacityIsWhatIsSaidElseWhatThereIsLessTheReserve() {
        NodeSettings node = new NodeSettings("n", Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), 500, 1000, Map.of());
        EngineInfo machine = new EngineInfo("1", 4000, 8000, START);
        assertThat(Capacity.of(node, Optional.of(machine))).isEqualTo(new Capacity(3500, 7000));
        assertThat(Capacity.of(node, Optional.empty())).isEqualTo(new Capacity(0, 0));
        NodeSettings said = new NodeSettings("n", Optional.empty(), OptionalLong.of(9000), OptionalLong.of(5), 500, 1000, Map.of());
        assertThat(Capacity.of(said, Optional.of(machine))).isEqualTo(new Capacity(9000, 5));
    }

    @Test
    void pausesGrowAndStayBounded() {
        Backoff longest = new Backoff(() -> 1);
        assertThat(longest.next()).isEqualTo(Duration.ofMillis(200));
        assertThat(longest.next()).isEqualTo(Duration.ofMillis(400));
        for (int i = 0; i < 20; i++) {
            longest.next();
        }
        assertThat(longest.next()).isEqualTo(Duration.ofSeconds(15));
        longest.reset();
        assertThat(longest.next()).isEqualTo(Duration.ofMillis(200));
        assertThat(new Backoff(() -> 0).next()).isEqualTo(Duration.ofMillis(100));
    }
}
