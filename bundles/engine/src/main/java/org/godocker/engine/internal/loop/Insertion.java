package org.godocker.engine.internal.loop;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.godocker.api.job.Job;
import org.godocker.spi.store.SubmissionKey;

/**
 * Jobs of one submission on their way to disk.
 *
 * @param jobs   all or none
 * @param key    what to remember the submission by
 * @param result completed once they are on disk, or with the {@code StoreException} that kept them off it
 */
public record Insertion(List<Job> jobs, Optional<SubmissionKey> key, CompletableFuture<List<Job>> result) {

    public Insertion {
        jobs = List.copyOf(jobs);
    }
}
