package org.godocker.store.jpa.internal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.godocker.store.jpa.internal.contract.Jobs.change;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobQuery;
import org.godocker.api.job.JobState;
import org.godocker.spi.store.JobBatch;
import org.godocker.spi.store.JobChange;
import org.godocker.spi.store.JobStore;
import org.godocker.store.jpa.internal.contract.Jobs;
import org.godocker.store.jpa.internal.database.DerbyFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One thread writes as the engine does while others read as users do: nobody fails, and nobody sees half a commit. */
class ConcurrentUseTest {

    private static final int BATCHES = 60;
    private static final int SIZE = 50;

    @TempDir
    Path folder;

    @Test
    void readersAndTheWriterDoNotDisturbEachOther() throws Exception {
        try (DerbyFolder derby = new DerbyFolder(folder.resolve("database"))) {
            JobStore store = new JpaJobStore(derby.database());
            AtomicBoolean ended = new AtomicBoolean();
            AtomicLong committed = new AtomicLong();
            ExecutorService readers = Executors.newFixedThreadPool(4);
            try {
                List<Future<Void>> running = new ArrayList<>();
                for (int reader = 0; reader < 4; reader++) {
                    int kind = reader;
                    Callable<Void> work = () -> {
                        while (!ended.get()) {
                            read(store, kind, committed.get());
                        }
                        return null;
                    };
                    running.add(readers.submit(work));
                }
                for (int batch = 0; batch < BATCHES; batch++) {
                    store.commit(batch(batch));
                    committed.set((batch + 1L) * SIZE);
                }
                ended.set(true);
                for (Future<Void> reader : running) {
                    reader.get();
                }
            } finally {
                ended.set(true);
                readers.shutdownNow();
            }
            assertThat(store.highestJobId()).isEqualTo((long) BATCHES * SIZE);
        }
    }

    private static JobBatch batch(int number) {
        List<Job> inserts = new ArrayList<>();
        List<JobChange> changes = new ArrayList<>();
        for (long id = (long) number * SIZE + 1; id <= (number + 1L) * SIZE; id++) {
            inserts.add(Jobs.job(id, "user" + id % 3, Jobs.fullSpec("echo " + id)));
            if (number > 0) {
                changes.add(change(id - SIZE, 1, Jobs.progress(JobState.SUCCEEDED)));
            }
        }
        return new JobBatch(inserts, changes, List.of());
    }

    private static void read(JobStore store, int kind, long committed) {
        JobQuery all = JobQuery.all();
        switch (kind) {
            case 0 -> assertThat(store.list(all).items()).hasSizeGreaterThanOrEqualTo((int) Math.min(50, committed));
            case 1 -> assertThat(store.list(new JobQuery(Set.of(JobState.PENDING, JobState.SUCCEEDED), Optional.of("user1"), Optional.empty(),
                    Optional.of("alpha"), Optional.of("rocket"), Optional.empty(), 20)).items()).isEmpty();
            case 2 -> {
                if (committed > 0) {
                    Job newest = store.find(new JobId(committed)).orElseThrow();
                    assertThat(store.history(newest.id())).hasSizeGreaterThanOrEqualTo((int) newest.version());
                }
            }
            default -> assertThat(store.list(all.ownedBy("user2")).items()).allMatch(job -> job.owner().equals("user2"));
        }
    }
}
