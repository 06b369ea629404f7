package org.godocker.store.jpa.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.godocker.store.jpa.internal.contract.Jobs.change;
import static org.godocker.store.jpa.internal.contract.Jobs.changes;
import static org.godocker.store.jpa.internal.contract.Jobs.fullProgress;
import static org.godocker.store.jpa.internal.contract.Jobs.fullSpec;
import static org.godocker.store.jpa.internal.contract.Jobs.inserts;
import static org.godocker.store.jpa.internal.contract.Jobs.job;
import static org.godocker.store.jpa.internal.contract.Jobs.progress;
import static org.godocker.store.jpa.internal.contract.Jobs.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.godocker.api.job.HistoryEntry;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobState;
import org.godocker.spi.store.JobBatch;
import org.godocker.spi.store.JobChange;
import org.godocker.spi.store.JobStore;
import org.godocker.spi.store.LiveJob;
import org.godocker.spi.store.StoreException;
import org.godocker.spi.store.StoreException.Kind;
import org.godocker.spi.store.SubmissionKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every job store does. */
public abstract class JobStoreContract {

    /** The store under test, empty at the start of each test; the same one whenever it is asked for. */
    protected abstract JobStore store();

    @Test
    void nameOfTheInstallationIsEightLettersOrDigits() {
        assertThat(store().serverId()).matches("[a-z0-9]{8}").isEqualTo(store().serverId());
    }

    @Test
    void highestNumberIsNoneOrTheLargestEverGiven() {
        assertThat(store().highestJobId()).isZero();
        store().commit(inserts(job(5), job(41), job(7)));
        store().commit(changes(change(41, 1, progress(JobState.SUCCEEDED))));
        assertThat(store().highestJobId()).isEqualTo(41);
    }

    @Test
    void jobComesBackAsItWasWritten() {
        Job plain = job(1);
        Job full = job(2, "bob", fullSpec("#!/bin/sh\necho hi\n"));
        store().commit(inserts(plain, full));
        assertThat(store().find(new JobId(1))).contains(plain);
        assertThat(store().find(new JobId(2))).contains(full);
        assertThat(List.copyOf(store().find(new JobId(2)).orElseThrow().spec().env().entrySet()))
                .isEqualTo(List.copyOf(full.spec().env().entrySet()));
        assertThat(store().find(new JobId(3))).isEmpty();
    }

    @Test
    void everyFieldOfTheProgressComesBack() {
        Job before = job(1);
        store().commit(inserts(before));
        store().commit(changes(change(1, 1, fullProgress(JobState.FAILED))));
        assertThat(store().find(new JobId(1)))
                .contains(new Job(before.id(), before.owner(), before.spec(), before.submitted(), fullProgress(JobState.FAILED), 2));
        store().commit(changes(change(1, 2, progress(JobState.RUNNING))));
        assertThat(store().find(new JobId(1)).orElseThrow().progress()).isEqualTo(progress(JobState.RUNNING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb\r\n", "\r", " lead and trail \n", "\ud83d\ude00 \u00e4\u00f6\u00fc \u4e2d\u6587 \u202e", "'; DROP TABLE job; --", "\t%_?"})
    void scriptKeepsEveryCharacter(String script) {
        store().commit(inserts(job(1, "ann", spec(script))));
        assertThat(store().find(new JobId(1)).orElseThrow().spec().script()).isEqualTo(script);
    }

    @Test
    void scriptOfSeveralMebibytesComesBack() {
        String script = "echo \ud83d\ude80 line\r\n".repeat(400_000);
        store().commit(inserts(job(1, "ann", spec(script)), job(2)));
        assertThat(store().find(new JobId(1)).orElseThrow().spec().script()).isEqualTo(script);
        assertThat(store().find(new JobId(2))).contains(job(2));
    }

    @Test
    void historyHoldsTheSubmissionAndEveryStepInOrder() {
        store().commit(inserts(job(1)));
        JobChange first = change(1, 1, progress(JobState.STARTING));
        store().commit(changes(first, change(1, 2, progress(JobState.RUNNING))));
        assertThat(store().history(new JobId(1))).containsExactly(
                new HistoryEntry(1, 1, job(1).progress().status(), Optional.empty()),
                first.steps().get(0),
                change(1, 2, progress(JobState.RUNNING)).steps().get(0));
        assertThat(store().history(new JobId(2))).isEmpty();
        assertThat(store().find(new JobId(1)).orElseThrow().version()).isEqualTo(3);
    }

    @Test
    void jobCanBeAddedAndChangedInOneBatch() {
        store().commit(new JobBatch(List.of(job(1)), List.of(change(1, 1, progress(JobState.REJECTED))), List.of()));
        assertThat(store().find(new JobId(1)).orElseThrow().state()).isEqualTo(JobState.REJECTED);
        assertThat(store().history(new JobId(1))).extracting(HistoryEntry::sequence).containsExactly(1L, 2L);
    }

    @Test
    void changeOfAnotherVersionFailsTheWholeBatch() {
        store().commit(inserts(job(1), job(2)));
        refused(Kind.STALE, () -> store().commit(new JobBatch(List.of(job(3)),
                List.of(change(1, 1, progress(JobState.RUNNING)), change(2, 2, progress(JobState.RUNNING))), List.of())));
        assertThat(store().find(new JobId(1))).contains(job(1));
        assertThat(store().find(new JobId(3))).isEmpty();
        assertThat(store().history(new JobId(1))).hasSize(1);
    }

    @Test
    void changesOfOneJobThatDoNotFollowEachOtherAreStale() {
        store().commit(inserts(job(1)));
        refused(Kind.STALE, () -> store().commit(changes(change(1, 1, progress(JobState.STARTING)), change(1, 1, progress(JobState.RUNNING)))));
        refused(Kind.STALE, () -> store().commit(changes(change(9, 1, progress(JobState.STARTING)))));
        assertThat(store().find(new JobId(1))).contains(job(1));
    }

    @Test
    void numberThatExistsIsADuplicateAndTheStoreGoesOn() {
        store().commit(inserts(job(1)));
        refused(Kind.DUPLICATE, () -> store().commit(inserts(job(2), job(1))));
        assertThat(store().find(new JobId(2))).isEmpty();
        store().commit(inserts(job(2)));
        assertThat(store().find(new JobId(2))).contains(job(2));
    }

    @Test
    void newJobOfAnotherVersionIsAWrongCall() {
        Job second = new Job(new JobId(1), "ann", spec("x"), Jobs.TIME, job(1).progress(), 2);
        assertThatThrownBy(() -> store().commit(inserts(second))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void largeBatchIsWrittenWhole() {
        store().commit(inserts(LongStream.rangeClosed(1, 1000).mapToObj(Jobs::job).toArray(Job[]::new)));
        store().commit(changes(LongStream.rangeClosed(1, 1000).mapToObj(i -> change(i, 1, progress(JobState.RUNNING))).toArray(JobChange[]::new)));
        List<JobId> all = LongStream.rangeClosed(1, 1000).mapToObj(JobId::new).toList();
        assertThat(store().findAll(all)).hasSize(1000).allMatch(j -> j.state() == JobState.RUNNING && j.version() == 2);
        assertThat(store().highestJobId()).isEqualTo(1000);
    }

    @Test
    void severalJobsAreFoundAndUnknownOnesLeftOut() {
        store().commit(inserts(job(1), job(2), job(3)));
        assertThat(store().findAll(List.of(new JobId(3), new JobId(99), new JobId(1), new JobId(3))))
                .containsExactlyInAnyOrder(job(1), job(3));
        assertThat(store().findAll(List.of())).isEmpty();
        assertThatThrownBy(() -> store().findAll(LongStream.rangeClosed(1, 1001).mapToObj(JobId::new).toList()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void liveJobsComeInOrderAndAreThoseThatHaveNotEnded() {
        List<Job> jobs = LongStream.rangeClosed(1, 1203).mapToObj(Jobs::job).toList();
        store().commit(inserts(jobs.toArray(Job[]::new)));
        store().commit(changes(change(2, 1, fullProgress(JobState.SUSPENDED)), change(3, 1, progress(JobState.SUCCEEDED)),
                change(4, 1, progress(JobState.RUNNING)), change(5, 1, progress(JobState.LOST)), change(6, 1, progress(JobState.STARTING))));
        List<LiveJob> live = new ArrayList<>();
        store().forEachLive(live::add);
        List<Job> expected = jobs.stream().map(j -> store().find(j.id()).orElseThrow()).filter(j -> !j.state().isTerminal()).toList();
        assertThat(live).containsExactlyElementsOf(expected.stream().map(j -> new LiveJob(
                j.id(), j.owner(), j.spec().project(), j.spec().shape(), j.submitted(), j.progress(), j.version())).toList());
        assertThat(live.get(0).shape()).isSameAs(live.get(1000).shape());
        assertThat(live.get(0).owner()).isSameAs(live.get(1000).owner());
        assertThat(live.get(0).progress().status().reason()).isSameAs(live.get(1000).progress().status().reason());
    }

    @Test
    void failureOfTheConsumerReachesTheCaller() {
        store().commit(inserts(job(1)));
        assertThatThrownBy(() -> store().forEachLive(job -> {
            throw new IllegalStateException("consumer");
        })).isInstanceOf(IllegalStateException.class).hasMessage("consumer");
    }

    @Test
    void submissionsAreRememberedUntilForgotten() {
        SubmissionKey key = new SubmissionKey("ann", "k \ud83d\ude00", "f00d", List.of(new JobId(1), new JobId(2)), Jobs.TIME);
        SubmissionKey later = new SubmissionKey("ann", "later", "f", List.of(), Jobs.TIME.plusSeconds(1));
        store().commit(new JobBatch(List.of(job(1), job(2)), List.of(), List.of(key, later)));
        assertThat(store().findSubmission("ann", "k \ud83d\ude00")).contains(key);
        assertThat(store().findSubmission("bob", "k \ud83d\ude00")).isEmpty();
        refused(Kind.DUPLICATE, () -> store().commit(new JobBatch(List.of(job(3)), List.of(), List.of(key))));
        assertThat(store().find(new JobId(3))).isEmpty();
        assertThat(store().forgetSubmissions(Jobs.TIME)).isZero();
        assertThat(store().forgetSubmissions(Jobs.TIME.plusNanos(1))).isEqualTo(1);
        assertThat(store().findSubmission("ann", "k \ud83d\ude00")).isEmpty();
        assertThat(store().findSubmission("ann", "later")).contains(later);
    }

    @Test
    void emptyBatchAndPingDoNothing() {
        store().commit(new JobBatch(List.of(), List.of(), List.of()));
        store().ping();
        assertThat(store().highestJobId()).isZero();
    }

    @Test
    void environmentIsKeptInItsOrderEvenWhenLarge() {
        Map<String, String> env = new java.util.LinkedHashMap<>();
        for (int i = 500; i > 0; i--) {
            env.put("V" + i, "x".repeat(180));
        }
        var s = spec("echo");
        var spec = new org.godocker.api.job.JobSpec(s.name(), s.description(), s.tags(), s.project(), s.image(), s.script(), env,
                s.resources(), s.volumes(), s.lifespan(), s.network(), s.root(), s.executor());
        store().commit(inserts(job(1, "ann", spec)));
        assertThat(store().find(new JobId(1)).orElseThrow().spec().env().keySet()).containsExactlyElementsOf(env.keySet());
    }

    static void refused(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
