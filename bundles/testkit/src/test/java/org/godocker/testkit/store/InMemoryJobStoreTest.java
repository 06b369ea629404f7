package org.godocker.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.ResourceRequest;
import org.godocker.spi.store.JobBatch;
import org.godocker.spi.store.JobStore;
import org.godocker.spi.store.StoreException;
import org.godocker.testkit.contract.AccessTokenStoreContract;
import org.godocker.testkit.contract.AccountStoreContract;
import org.godocker.testkit.contract.JobListContract;
import org.godocker.testkit.contract.JobStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InMemoryJobStoreTest {

    @Nested
    class Contract extends JobStoreContract {
        @Override
        protected JobStore newStore() {
            return new InMemoryJobStore();
        }

        @Override
        protected JobStore reopen(JobStore old) {
            return ((InMemoryJobStore) old).crash();
        }
    }

    @Nested
    class Lists extends JobListContract {
        @Override
        protected JobStore newStore() {
            return new InMemoryJobStore();
        }
    }

    @Nested
    class Accounts extends AccountStoreContract {
        @Override
        protected InMemoryAccountStore newStore() {
            return new InMemoryAccountStore();
        }
    }

    @Nested
    class Tokens extends AccessTokenStoreContract {
        @Override
        protected InMemoryAccessTokenStore newStore() {
            return new InMemoryAccessTokenStore();
        }
    }

    private final InMemoryJobStore store = new InMemoryJobStore();

    @Test
    void aFailedCommitWritesNothingAndALostAnswerEverything() {
        store.faults().failNextCommit(StoreException.Kind.UNAVAILABLE).loseNextAnswer();
        assertFails(StoreException.Kind.UNAVAILABLE, () -> store.commit(inserting(1)));
        assertThat(store.jobs()).isEmpty();
        assertFails(StoreException.Kind.UNAVAILABLE, () -> store.commit(inserting(1)));
        assertThat(store.jobs()).hasSize(1);
        store.commit(inserting(2));
        assertThat(store.jobs()).hasSize(2);
    }

    @Test
    void aFullDiskCanBeReadAndAStoreThatIsDownCannot() {
        store.commit(inserting(1));
        store.faults().diskFull();
        assertFails(StoreException.Kind.FULL, () -> store.commit(inserting(2)));
        assertThat(store.find(new JobId(1))).isPresent();
        store.ping();
        store.faults().down();
        assertFails(StoreException.Kind.UNAVAILABLE, store::ping);
        assertFails(StoreException.Kind.UNAVAILABLE, () -> store.find(new JobId(1)));
        store.faults().healed();
        store.commit(inserting(2));
        assertThat(store.jobs()).hasSize(2);
    }

    @Test
    void aDeadServerWritesNothingMore() {
        store.commit(inserting(1));
        InMemoryJobStore next = store.crash();
        assertFails(StoreException.Kind.UNAVAILABLE, () -> store.commit(inserting(2)));
        assertFails(StoreException.Kind.UNAVAILABLE, store::ping);
        assertThat(next.highestJobId()).isOne();
        assertThat(next.serverId()).isEqualTo("memstore");
    }

    @Test
    void aCrashBeforeACommitLosesIt() {
        store.faults().beforeCommit(batch -> store.crash());
        assertFails(StoreException.Kind.UNAVAILABLE, () -> store.commit(inserting(1)));
        assertThat(store.jobs()).isEmpty();
    }

    private static JobBatch inserting(long number) {
        JobSpec spec = new JobSpec("", "", List.of(), "default", "debian:12", "true", Map.of(), new ResourceRequest(1, 1), List.of(),
                Duration.ofHours(1), false, false, "");
        return new JobBatch(List.of(new Job(new JobId(number), "ann", spec, Instant.EPOCH, JobProgress.submitted(Instant.EPOCH), 1)),
                List.of(), List.of());
    }

    private static void assertFails(StoreException.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
