package org.godocker.engine.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.godocker.api.job.JobState.KILLED;
import static org.godocker.api.job.JobState.PENDING;
import static org.godocker.api.job.JobState.REJECTED;
import static org.godocker.api.job.JobState.RUNNING;
import static org.godocker.api.job.JobState.SUCCEEDED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;
import org.godocker.api.error.LimitExceededException;
import org.godocker.api.job.JobId;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.api.job.ResourceRequest;
import org.godocker.api.plugin.PluginKind;
import org.godocker.engine.internal.submission.SubmissionDesk;
import org.godocker.spi.executor.RunOutcome;
import org.godocker.spi.quota.QuotaCounts;
import org.godocker.spi.quota.QuotaPolicy;
import org.godocker.spi.quota.QuotaSubmission;
import org.godocker.spi.quota.SubmissionVerdict;
import org.godocker.spi.scheduling.QueueView;
import org.godocker.spi.scheduling.QueuedJob;
import org.godocker.spi.scheduling.SchedulingPolicy;
import org.godocker.spi.watcher.ContinueVerdict;
import org.godocker.spi.watcher.RunningJob;
import org.godocker.spi.watcher.StartVerdict;
import org.godocker.spi.watcher.Watcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What plugins can do to jobs, and what plugins that misbehave cannot. */
class EnginePluginsTest {

    private static final ResourceRequest ONE_CPU = new ResourceRequest(1000, 64 << 20);
    private static final Map<String, String> TEN_SECONDS = Map.of("SCRIPTED_DELAY", "10s");

    private final EngineHarness engine = new EngineHarness();

    @BeforeEach
    void oneCpu() {
        engine.world.node("n1", 1000, 16L << 30);
    }

    /** Newest first, which no other policy does. */
    private static class NewestFirst implements SchedulingPolicy {

        @Override
        public String name() {
            return "newest-first";
        }

        @Override
        public Iterator<QueuedJob> order(QueueView queue, Instant now) {
            List<QueuedJob> all = new ArrayList<>();
            queue.bySubmission().forEachRemaining(all::add);
            all.sort(Comparator.comparing(QueuedJob::id).reversed());
            return all.iterator();
        }
    }

    /** A watcher that answers what a test tells it. */
    private static final class ToldWatcher implements Watcher {

        private StartVerdict start = new StartVerdict.Start();
        private ContinueVerdict goOn = new ContinueVerdict.GoOn(Optional.empty());
        private final List<String> news = new ArrayList<>();

        @Override
        public String name() {
            return "told";
        }

        @Override
        public StartVerdict mayStart(QueuedJob job, Instant now) {
            return start;
        }

        @Override
        public ContinueVerdict review(RunningJob job, Instant now) {
            return goOn;
        }

        @Override
        public void started(RunningJob job) {
            news.add("started " + job.job().id());
        }

        @Override
        public void ended(RunningJob job, RunOutcome outcome) {
            news.add("ended " + job.job().id() + " " + outcome.exitCode());
        }
    }

    private void add(SchedulingPolicy policy) {
        engine.plugins.add(PluginKind.SCHEDULING_POLICY, engine.plugins.schedulingPolicies(), policy, "test", 0);
    }

    private ToldWatcher watched() {
        engine.options.put("watchers", "told");
        engine.start();
        ToldWatcher watcher = new ToldWatcher();
        engine.plugins.add(PluginKind.WATCHER, engine.plugins.watchers(), watcher, "test", 0);
        return watcher;
    }

    @Test
    void thePolicyThatConfigurationNamesDecidesAndFifoTakesOverWhenItLeaves() {
        engine.options.put("scheduling-policy", "newest-first");
        engine.start();
        NewestFirst policy = new NewestFirst();
        add(policy);
        engine.submit(TEN_SECONDS);
        JobId second = engine.submit(TEN_SECONDS);
        JobId third = engine.submit(TEN_SECONDS);
        JobId fourth = engine.submit(TEN_SECONDS);
        engine.advance(Duration.ofSeconds(11));
        assertThat(engine.state(fourth)).isEqualTo(RUNNING);
        engine.plugins.remove(PluginKind.SCHEDULING_POLICY, engine.plugins.schedulingPolicies(), policy);
        engine.advance(Duration.ofSeconds(10));
        assertThat(engine.state(second)).isEqualTo(RUNNING);
        engine.advance(Duration.ofSeconds(30));
        assertThat(List.of(engine.state(second), engine.state(third), engine.state(fourth))).containsOnly(SUCCEEDED);
    }

    @Test
    void aPolicyThatThrowsOrMakesJobsUpIsPassedOver() {
        engine.options.put("scheduling-policy", "newest-first");
        engine.start();
        add(new NewestFirst() {
            @Override
            public Iterator<QueuedJob> order(QueueView queue, Instant now) {
                throw new IllegalStateException("out of ideas");
            }
        });
        JobId id = engine.submit(Map.of());
        engine.advance(Duration.ofSeconds(1));
        assertThat(engine.state(id)).isEqualTo(SUCCEEDED);
    }

    @Test
    void jobsThatAPolicyMakesUpOrRepeatsAreNotStarted() {
        engine.options.put("scheduling-policy", "newest-first");
        engine.start();
        add(new NewestFirst() {
            @Override
            public Iterator<QueuedJob> order(QueueView queue, Instant now) {
                QueuedJob first = queue.bySubmission().next();
                QueuedJob madeUp = new QueuedJob(new JobId(999), first.owner(), first.project(), first.shape(), first.submitted(), 1);
                return List.of(madeUp, first, first).iterator();
            }
        });
        JobId id = engine.submit(Map.of());
        engine.advance(Duration.ofSeconds(1));
        assertThat(engine.state(id)).isEqualTo(SUCCEEDED);
        assertThat(engine.world.starts()).hasSize(1);
    }

    @Test
    void aWatcherHoldsBackAndLetsGo() {
        ToldWatcher watcher = watched();
        watcher.start = new StartVerdict.Hold("not before midnight");
        JobId id = engine.submit(Map.of());
        assertThat(engine.state(id)).isEqualTo(PENDING);
        assertThat(engine.waitReason(id)).isEqualTo(Reason.of(ReasonCode.HELD_BY_WATCHER, "not before midnight"));
        watcher.start = new StartVerdict.Start();
        engine.core.configurationChanged();
        engine.advance(Duration.ofSeconds(1));
        assertThat(engine.state(id)).isEqualTo(SUCCEEDED);
        assertThat(watcher.news).containsExactly("started " + id, "ended " + id + " 0");
    }

    @Test
    void aWatcherRejectsForEver() {
        ToldWatcher watcher = watched();
        watcher.start = new StartVerdict.Reject("this image is banned");
        JobId id = engine.submit(Map.of());
        assertThat(engine.state(id)).isEqualTo(REJECTED);
        assertThat(engine.job(id).progress().status().reason()).isEqualTo(Reason.of(ReasonCode.REJECTED_BY_WATCHER, "this image is banned"));
    }

    @Test
    void aWatcherThatIsNamedAndAbsentHoldsEverythingBack() {
        engine.options.put("watchers", "told");
        engine.start();
        JobId id = engine.submit(Map.of());
        assertThat(engine.waitReason(id).code()).isEqualTo(ReasonCode.HELD_BY_WATCHER);
        assertThat(engine.waitReason(id).message()).contains("told", "not installed");
    }

    @Test
    void aWatcherEndsAJobAtTheTimeItAskedFor() {
        ToldWatcher watcher = watched();
        watcher.goOn = new ContinueVerdict.GoOn(Optional.of(engine.time.now().plusSeconds(5)));
        JobId id = engine.submit(Map.of("SCRIPTED_DELAY", "1h"));
        watcher.goOn = new ContinueVerdict.Kill(Reason.of(ReasonCode.LIFESPAN_REACHED, "long enough"));
        engine.advance(Duration.ofSeconds(4));
        assertThat(engine.state(id)).isEqualTo(RUNNING);
        engine.advance(Duration.ofSeconds(10));
        assertThat(engine.state(id)).isEqualTo(KILLED);
        assertThat(engine.job(id).progress().status().reason().code()).isEqualTo(ReasonCode.LIFESPAN_REACHED);
    }

    @Test
    void aRestartedServerAsksTheWatchersAgain() {
        engine.options.put("watchers", "told");
        engine.start();
        engine.plugins.add(PluginKind.WATCHER, engine.plugins.watchers(), new ToldWatcher(), "test", 0);
        JobId id = engine.submit(Map.of("SCRIPTED_DELAY", "1h"));
        engine.crash();
        ToldWatcher strict = new ToldWatcher();
        strict.goOn = new ContinueVerdict.Kill(Reason.of(ReasonCode.LIFESPAN_REACHED, "while the server was down"));
        engine.plugins.add(PluginKind.WATCHER, engine.plugins.watchers(), strict, "test", 0);
        engine.advance(Duration.ofSeconds(30));
        assertThat(engine.state(id)).isEqualTo(KILLED);
    }

    @Test
    void aQuotaPolicyIsExactForSubmissionsThatComeTogether() {
        engine.options.put("quota-policies", "ten");
        engine.start();
        engine.plugins.add(PluginKind.QUOTA_POLICY, engine.plugins.quotaPolicies(), new QuotaPolicy() {
            @Override
            public String name() {
                return "ten";
            }

            @Override
            public SubmissionVerdict maySubmit(QuotaSubmission submission, QuotaCounts counts) {
                long after = counts.pending(submission.owner()) + counts.running(submission.owner()) + submission.jobs().size();
                return after <= 10 ? new SubmissionVerdict.Accept() : new SubmissionVerdict.Reject("TEN", "at most 10, not " + after);
            }
        }, "test", 0);
        // All of them are in one turn of the engine.
        List<SubmissionDesk.Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            tickets.add(engine.core.submissions().submit(new SubmissionDesk.Request("alice",
                    List.of(EngineHarness.spec(ONE_CPU, TEN_SECONDS), EngineHarness.spec(ONE_CPU, TEN_SECONDS)), Optional.empty(), "")));
        }
        engine.time.settle();
        assertThat(tickets).filteredOn(t -> !t.result().isCompletedExceptionally()).hasSize(5);
        assertThat(engine.store.jobs()).hasSize(10);
        Assertions.assertThatThrownBy(() -> tickets.get(8).result().join()).isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(LimitExceededException.class).hasMessageContaining("at most 10");
    }

    @Test
    void aQuotaPolicyThatIsNamedAndAbsentRefusesSubmissions() {
        engine.options.put("quota-policies", "ten");
        engine.start();
        SubmissionDesk.Ticket ticket = engine.submit("alice", List.of(EngineHarness.spec(ONE_CPU, Map.of())), Optional.empty());
        Assertions.assertThatThrownBy(() -> ticket.result().join()).hasCauseInstanceOf(LimitExceededException.class)
                .hasMessageContaining("not installed");
    }

    @Test
    void aSubmissionThatWasGivenUpIsNotTakenIn() {
        engine.start();
        SubmissionDesk.Ticket ticket = engine.core.submissions().submit(new SubmissionDesk.Request("alice",
                List.of(EngineHarness.spec(ONE_CPU, Map.of())), Optional.empty(), ""));
        assertThat(ticket.withdraw()).isTrue();
        engine.advance(Duration.ofSeconds(1));
        assertThat(engine.store.jobs()).isEmpty();
    }
}
