package org.godocker.spi.store;

import java.util.List;
import org.godocker.api.job.Job;

/**
 * What is written in one transaction, all or nothing.
 *
 * @param inserts new jobs, version 1, state {@code PENDING}; their first history entry is written with them
 * @param changes steps of existing jobs, or of jobs in {@code inserts}
 * @param keys    submissions to remember
 */
public record JobBatch(List<Job> inserts, List<JobChange> changes, List<SubmissionKey> keys) {

    public JobBatch {
        inserts = List.copyOf(inserts);
        changes = List.copyOf(changes);
        keys = List.copyOf(keys);
    }

    public boolean isEmpty() {
        return inserts.isEmpty() && changes.isEmpty() && keys.isEmpty();
    }
}
