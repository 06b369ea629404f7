package org.godocker.store.jpa.internal.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.godocker.api.job.HistoryEntry;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobProgress;
import org.godocker.spi.store.JobBatch;
import org.godocker.spi.store.JobChange;
import org.godocker.spi.store.StoreException;
import org.godocker.spi.store.StoreException.Kind;

/**
 * What a batch comes down to: each job is written once, as it stands at the end of the batch, with all its steps.
 *
 * @param inserts new jobs in their last version
 * @param updates existing jobs in their last version
 * @param history every step, in order
 */
record BatchPlan(List<Job> inserts, List<Update> updates, List<Step> history) {

    /** @param expected version in the database before, {@code version} after */
    record Update(JobId id, long expected, long version, JobProgress progress) {
    }

    /** A history entry and whose it is. */
    record Step(JobId id, HistoryEntry entry) {
    }

    /**
     * Folds the steps of each job together.
     *
     * @throws StoreException           of kind {@code DUPLICATE} or {@code STALE} when the batch contradicts itself
     * @throws IllegalArgumentException when a new job is not in version 1
     */
    static BatchPlan of(JobBatch batch) {
        Map<JobId, Job> inserts = new LinkedHashMap<>();
        Map<JobId, Update> updates = new LinkedHashMap<>();
        List<Step> history = new ArrayList<>(batch.inserts().size() + batch.changes().size());
        for (Job job : batch.inserts()) {
            if (job.version() != 1) {
                throw new IllegalArgumentException("new jobs have version 1, job " + job.id() + " has " + job.version());
            }
            if (inserts.put(job.id(), job) != null) {
                throw new StoreException(Kind.DUPLICATE, "job " + job.id() + " is in the batch twice", null);
            }
            JobProgress progress = job.progress();
            history.add(new Step(job.id(), new HistoryEntry(1, progress.attempt(), progress.status(), progress.placement())));
        }
        for (JobChange change : batch.changes()) {
            fold(change, inserts, updates);
            change.steps().forEach(entry -> history.add(new Step(change.id(), entry)));
        }
        return new BatchPlan(List.copyOf(inserts.values()), List.copyOf(updates.values()), history);
    }

    private static void fold(JobChange change, Map<JobId, Job> inserts, Map<JobId, Update> updates) {
        JobId id = change.id();
        Job fresh = inserts.get(id);
        Update before = updates.get(id);
        if (fresh != null) {
            check(change, fresh.version());
            inserts.put(id, new Job(id, fresh.owner(), fresh.spec(), fresh.submitted(), change.progress(), change.version()));
        } else if (before != null) {
            check(change, before.version());
            updates.put(id, new Update(id, before.expected(), change.version(), change.progress()));
        } else {
            updates.put(id, new Update(id, change.expected(), change.version(), change.progress()));
        }
    }

    private static void check(JobChange change, long version) {
        if (change.expected() != version) {
            throw stale(change.id(), change.expected());
        }
    }

    static StoreException stale(JobId id, long expected) {
        return new StoreException(Kind.STALE, "job " + id + " is not at version " + expected, null);
    }
}
