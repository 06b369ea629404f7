package org.godocker.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.godocker.testkit.contract.JobFixtures.changing;
import static org.godocker.testkit.contract.JobFixtures.inserting;
import static org.godocker.testkit.contract.JobFixtures.job;
import static org.godocker.testkit.contract.JobFixtures.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.godocker.api.job.HistoryEntry;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobState;
import org.godocker.api.job.ReasonCode;
import org.godocker.spi.store.JobBatch;
import org.godocker.spi.store.JobChange;
import org.godocker.spi.store.JobStore;
import org.godocker.spi.store.LiveJob;
import org.godocker.spi.store.StoreException;
import org.godocker.spi.store.SubmissionKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every job store must do: writing and reading back. {@link JobListContract} has the lists. */
@Timeout(120)
public abstract class JobStoreContract {

    private JobStore store;

    /** An empty store. */
    protected abstract JobStore newStore();

    /** The same database for a server that was started again; the old store is not used any more. */
    protected abstract JobStore reopen(JobStore old);

    @BeforeEach
    void openStore() {
        store = newStore();
    }

    @Test
    @DisplayName("an empty store has a name, no jobs and answers")
    void startsEmpty() {
        assertThat(store.serverId()).matches("[a-z0-9]{8}");
        assertThat(store.highestJobId()).isZero();
        assertThat(live(store)).isEmpty();
        assertThat(store.find(new JobId(1))).isEmpty();
        assertThat(store.history(new JobId(1))).isEmpty();
        store.ping();
    }

    @Test
    @DisplayName("what was committed is there after a restart, the server's name included")
    void survivesARestart() {
        store.commit(inserting(job(1), job(2)));
        store.commit(changing(step(1, 1, JobState.STARTING, ReasonCode.LAUNCHING)));
        String name = store.serverId();
        List<Job> before = List.of(found(1), found(2));

        JobStore again = reopen(store);

        assertThat(again.serverId()).isEqualTo(name);
        assertThat(again.highestJobId()).isEqualTo(2);
        assertThat(List.of(again.find(new JobId(1)).orElseThrow(), again.find(new JobId(2)).orElseThrow())).isEqualTo(before);
        assertThat(again.history(new JobId(1))).hasSize(2);
    }

    @Test
    @DisplayName("a job comes back as it was written, every field, order and odd character of it")
    void keepsEveryField() {
        Job written = job(7, "ann", JobFixtures.fullSpec());
        store.commit(inserting(written));
        Job read = found(7);
        assertThat(read).isEqualTo(written);
        assertThat(read.spec().env().keySet()).containsExactly("ZULU", "ALPHA", "EMPTY");
    }

    @Test
    @DisplayName("progress comes back as it was written, and every part of it can be emptied again")
    void keepsEveryPartOfProgress() {
        store.commit(inserting(job(1)));
        store.commit(changing(new JobChange(new JobId(1), 1, 5, JobFixtures.fullProgress(), List.of())));
        assertThat(found(1).progress()).isEqualTo(JobFixtures.fullProgress());
        assertThat(found(1).version()).isEqualTo(5);

        store.commit(changing(new JobChange(new JobId(1), 5, 6, job(1).progress(), List.of())));
        assertThat(found(1).progress()).isEqualTo(job(1).progress());
        assertThat(store.history(new JobId(1))).hasSize(1);
    }

    @Test
    @DisplayName("a script of 1 MiB comes back whole")
    void keepsLongScripts() {
        String script = "echo \u4e16\u754c\n".repeat(1 << 16);
        store.commit(inserting(job(1, "ann", JobFixtures.spec("", "", List.of(), "default", script))));
        assertThat(found(1).spec().script()).isEqualTo(script);
    }

    @Test
    @DisplayName("history begins with the submission and keeps the order of the steps")
    void keepsHistory() {
        store.commit(inserting(job(1)));
        store.commit(changing(step(1, 1, JobState.STARTING, ReasonCode.LAUNCHING)));
        JobChange running = step(1, 2, JobState.RUNNING, ReasonCode.STARTED);
        JobChange ended = step(1, 3, JobState.SUCCEEDED, ReasonCode.COMPLETED);
        List<HistoryEntry> both = List.of(running.steps().get(0), ended.steps().get(0));
        store.commit(changing(new JobChange(new JobId(1), 2, 4, ended.progress(), both)));

        List<HistoryEntry> history = store.history(new JobId(1));
        assertThat(history).extracting(HistoryEntry::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(history.get(0)).isEqualTo(new HistoryEntry(1, 1, job(1).progress().status(), Optional.empty()));
        assertThat(history.subList(2, 4)).isEqualTo(both);
    }

    @Test
    @DisplayName("a change made for another version writes nothing of its batch")
    void refusesStaleChanges() {
        store.commit(inserting(job(1), job(2)));
        store.commit(changing(step(2, 1, JobState.STARTING, ReasonCode.LAUNCHING)));
        SubmissionKey key = key("k", new JobId(3));
        for (JobChange stale : List.of(step(2, 1, JobState.RUNNING, ReasonCode.STARTED), step(2, 7, JobState.RUNNING, ReasonCode.STARTED),
                step(9, 1, JobState.RUNNING, ReasonCode.STARTED))) {
            JobBatch batch = new JobBatch(List.of(job(3)), List.of(step(1, 1, JobState.STARTING, ReasonCode.LAUNCHING), stale), List.of(key));
            assertFails(StoreException.Kind.STALE, () -> store.commit(batch));
        }
        assertThat(found(1).version()).isOne();
        assertThat(store.history(new JobId(1))).hasSize(1);
        assertThat(found(2).version()).isEqualTo(2);
        assertThat(store.history(new JobId(2))).hasSize(2);
        assertThat(store.find(new JobId(3))).isEmpty();
        assertThat(store.findSubmission("ann", "k")).isEmpty();
        assertThat(store.highestJobId()).isEqualTo(2);
    }

    @Test
    @DisplayName("a batch may change the jobs it inserts")
    void changesWhatItInserts() {
        store.commit(new JobBatch(List.of(job(1)), List.of(step(1, 1, JobState.REJECTED, ReasonCode.REJECTED_BY_QUOTA)), List.of()));
        assertThat(found(1).state()).isEqualTo(JobState.REJECTED);
        assertThat(found(1).version()).isEqualTo(2);
        assertThat(store.history(new JobId(1))).hasSize(2);
        assertThat(live(store)).isEmpty();
    }

    @Test
    @DisplayName("a job number is used once")
    void refusesNumbersTwice() {
        store.commit(inserting(job(1)));
        assertFails(StoreException.Kind.DUPLICATE, () -> store.commit(inserting(job(2), job(1))));
        assertThat(store.find(new JobId(2))).isEmpty();
    }

    @Test
    @DisplayName("jobs that have not ended are handed out by number, with what they need")
    void handsOutLiveJobs() {
        store.commit(inserting(job(1), job(2, "bob", JobFixtures.fullSpec()), job(3), job(11)));
        store.commit(changing(step(1, 1, JobState.RUNNING, ReasonCode.STARTED), step(3, 1, JobState.FAILED, ReasonCode.EXIT_CODE)));
        List<LiveJob> live = live(store);
        assertThat(live).extracting(job -> job.id().number()).containsExactly(1L, 2L, 11L);
        Job second = found(2);
        assertThat(live.get(1)).isEqualTo(new LiveJob(second.id(), "bob", second.spec().project(), second.spec().shape(),
                second.submitted(), second.progress(), 1));
        assertThat(live.get(0).progress().state()).isEqualTo(JobState.RUNNING);
        assertThat(live.get(0).version()).isEqualTo(2);
    }

    @Test
    @DisplayName("the highest number stays the highest when its job has ended")
    void remembersTheHighestNumber() {
        store.commit(inserting(job(5)));
        store.commit(changing(step(5, 1, JobState.KILLED, ReasonCode.KILLED_BY_OWNER)));
        assertThat(store.highestJobId()).isEqualTo(5);
    }

    @Test
    @DisplayName("several jobs are found at once, unknown ones left out")
    void findsSeveral() {
        store.commit(inserting(job(1), job(2), job(3)));
        assertThat(store.findAll(List.of(new JobId(3), new JobId(9), new JobId(1)))).containsExactlyInAnyOrder(found(1), found(3));
        assertThat(store.findAll(List.of())).isEmpty();
        assertThat(store.findAll(LongStream.rangeClosed(1, 1_000).mapToObj(JobId::new).toList())).hasSize(3);
    }

    @Test
    @DisplayName("a large batch is written whole")
    void writesLargeBatches() {
        List<Job> many = LongStream.rangeClosed(1, 5_000).mapToObj(JobFixtures::job).toList();
        store.commit(new JobBatch(many, List.of(), List.of()));
        List<JobChange> changes = many.stream().map(job -> step(job.id().number(), 1, JobState.STARTING, ReasonCode.LAUNCHING)).toList();
        store.commit(new JobBatch(List.of(), changes, List.of()));
        assertThat(live(store)).hasSize(5_000).allSatisfy(job -> assertThat(job.version()).isEqualTo(2));
    }

    @Test
    @DisplayName("submissions are remembered by owner and key, once, until they are forgotten")
    void remembersSubmissions() {
        SubmissionKey key = key("once-\u4e16", new JobId(1), new JobId(2));
        store.commit(new JobBatch(List.of(job(1), job(2)), List.of(), List.of(key)));
        assertThat(store.findSubmission("ann", "once-\u4e16")).contains(key);
        assertThat(store.findSubmission("bob", "once-\u4e16")).isEmpty();
        assertThat(store.findSubmission("ann", "ONCE-\u4e16")).isEmpty();
        assertFails(StoreException.Kind.DUPLICATE, () -> store.commit(new JobBatch(List.of(job(3)), List.of(), List.of(key))));
        assertThat(store.find(new JobId(3))).isEmpty();

        assertThat(store.forgetSubmissions(JobFixtures.TIME)).isZero();
        assertThat(store.forgetSubmissions(JobFixtures.TIME.plusSeconds(1))).isOne();
        assertThat(store.findSubmission("ann", "once-\u4e16")).isEmpty();
    }

    private static SubmissionKey key(String name, JobId... jobs) {
        return new SubmissionKey("ann", name, "fingerprint", List.of(jobs), JobFixtures.TIME);
    }

    private Job found(long number) {
        return store.find(new JobId(number)).orElseThrow();
    }

    private static List<LiveJob> live(JobStore store) {
        List<LiveJob> live = new ArrayList<>();
        store.forEachLive(live::add);
        return live;
    }

    static void assertFails(StoreException.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
