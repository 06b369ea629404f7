package org.godocker.engine.internal.core;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.spi.store.JobStore;

/**
 * The jobs accepted last, scripts included, so that one that starts at once need not be read back from disk. Bounded in
 * number and in the size of what it keeps. Safe for use by several threads.
 */
final class RecentJobs {

    private static final int MOST_JOBS = 10_000;
    private static final int LONGEST_SCRIPT = 16 << 10;
    /** Characters of all scripts together. */
    private static final long MOST_TEXT = 8L << 20;

    private final JobStore store;
    private final Map<JobId, Job> jobs = new LinkedHashMap<>();
    private long text;

    RecentJobs(JobStore store) {
        this.store = store;
    }

    void add(Job job) {
        if (job.spec().script().length() > LONGEST_SCRIPT) {
            return;
        }
        synchronized (jobs) {
            jobs.put(job.id(), job);
            text += job.spec().script().length();
            Iterator<Job> eldest = jobs.values().iterator();
            while (jobs.size() > MOST_JOBS || text > MOST_TEXT) {
                text -= eldest.next().spec().script().length();
                eldest.remove();
            }
        }
    }

    /** The job with its script, from memory or disk; from memory once only. */
    Optional<Job> take(JobId id) {
        Job job;
        synchronized (jobs) {
            job = jobs.remove(id);
            if (job != null) {
                text -= job.spec().script().length();
            }
        }
        return job == null ? store.find(id) : Optional.of(job);
    }
}
