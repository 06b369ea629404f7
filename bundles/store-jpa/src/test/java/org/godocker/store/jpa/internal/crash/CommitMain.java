package org.godocker.store.jpa.internal.crash;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobState;
import org.godocker.spi.store.JobBatch;
import org.godocker.spi.store.JobChange;
import org.godocker.spi.store.JobStore;
import org.godocker.spi.store.SubmissionKey;
import org.godocker.store.jpa.internal.contract.Jobs;
import org.godocker.store.jpa.internal.database.DerbyFolder;
import org.godocker.store.jpa.internal.database.ShippedDerbySettings;
import org.godocker.store.jpa.internal.job.JpaJobStore;

/** Commits batches until it is killed, and prints the number of each batch once the store has taken it. */
public final class CommitMain {

    static final int SIZE = 5;

    private CommitMain() {
    }

    public static void main(String[] args) throws Exception {
        ShippedDerbySettings.apply();
        try (DerbyFolder derby = new DerbyFolder(Path.of(args[0]).resolve("database"))) {
            JobStore store = new JpaJobStore(derby.database());
            for (long batch = store.highestJobId() / SIZE; ; batch++) {
                store.commit(batch(batch));
                System.out.println(batch);
            }
        }
    }

    /** Batch n adds jobs 5n+1 to 5n+5 with a key, and starts the jobs of the batch before. */
    static JobBatch batch(long number) {
        List<Job> inserts = new ArrayList<>();
        List<JobChange> changes = new ArrayList<>();
        List<JobId> ids = new ArrayList<>();
        for (long id = number * SIZE + 1; id <= number * SIZE + SIZE; id++) {
            inserts.add(Jobs.job(id, "ann", Jobs.fullSpec("echo " + id)));
            ids.add(new JobId(id));
            if (number > 0) {
                changes.add(Jobs.change(id - SIZE, 1, Jobs.progress(JobState.RUNNING)));
            }
        }
        return new JobBatch(inserts, changes, List.of(new SubmissionKey("ann", "batch " + number, "f", ids, Jobs.TIME)));
    }
}
