package org.godocker.spi.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.godocker.api.job.HistoryEntry;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobQuery;
import org.godocker.api.page.Page;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Jobs on disk. {@link #commit} is called by the engine's one writing thread; the others by any thread. All throw
 * {@link StoreException}.
 */
@ConsumerType
public interface JobStore {

    /** Random name of the installation, 8 lower case letters or digits, made when the database was made. */
    String serverId();

    /** The highest job number ever given, 0 for none. Called once when the engine starts. */
    long highestJobId();

    /** Hands out every job that has not ended, in order of its number. Called once when the engine starts. */
    void forEachLive(Consumer<LiveJob> consumer);

    /** Writes a batch in one transaction; when this returns, it is on disk. */
    void commit(JobBatch batch);

    Optional<Job> find(JobId id);

    /** The jobs with these numbers, in any order; unknown ones are left out. At most 1,000 at once. */
    List<Job> findAll(List<JobId> ids);

    /**
     * A page of jobs, newest first, read by key and never by offset. Scripts may be long: jobs on a page carry an empty
     * script.
     *
     * @throws IllegalArgumentException when the query's cursor was not made by this store
     */
    Page<Job> list(JobQuery query);

    /** Oldest first; empty when there is no such job. */
    List<HistoryEntry> history(JobId id);

    Optional<SubmissionKey> findSubmission(String owner, String key);

    /** Forgets submissions made before a time. Called about once an hour. @return how many */
    int forgetSubmissions(Instant before);

    /** Cheap question whether the database answers. @throws StoreException when it does not */
    void ping();
}
