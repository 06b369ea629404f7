package org.godocker.testkit.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.godocker.api.job.HistoryEntry;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.spi.store.JobBatch;
import org.godocker.spi.store.JobChange;
import org.godocker.spi.store.StoreException;
import org.godocker.spi.store.SubmissionKey;

/** What stands on the pretended disk. Guarded by the store that owns it. */
final class JobTables {

    private record KeyName(String owner, String key) {
    }

    final TreeMap<JobId, Job> jobs = new TreeMap<>();
    private final Map<JobId, List<HistoryEntry>> history = new HashMap<>();
    private final Map<KeyName, SubmissionKey> keys = new HashMap<>();

    /** Checks the whole batch, then writes it: nothing is written of one that fails. */
    void write(JobBatch batch) {
        checkInserts(batch);
        checkChanges(batch);
        checkKeys(batch);
        for (Job job : batch.inserts()) {
            jobs.put(job.id(), job);
            history.computeIfAbsent(job.id(), id -> new ArrayList<>())
                    .add(new HistoryEntry(1, job.progress().attempt(), job.progress().status(), job.progress().placement()));
        }
        for (JobChange change : batch.changes()) {
            Job job = jobs.get(change.id());
            jobs.put(change.id(), new Job(job.id(), job.owner(), job.spec(), job.submitted(), change.progress(), change.version()));
            history.get(change.id()).addAll(change.steps());
        }
        batch.keys().forEach(key -> keys.put(new KeyName(key.owner(), key.key()), key));
    }

    private void checkInserts(JobBatch batch) {
        Set<JobId> seen = new HashSet<>();
        for (Job job : batch.inserts()) {
            if (job.version() != 1) {
                throw new IllegalArgumentException("new jobs have version 1, job " + job.id() + " has " + job.version());
            }
            if (!seen.add(job.id()) || jobs.containsKey(job.id())) {
                throw new StoreException(StoreException.Kind.DUPLICATE, "job " + job.id() + " exists", null);
            }
        }
    }

    private void checkChanges(JobBatch batch) {
        Map<JobId, Long> versions = new HashMap<>();
        batch.inserts().forEach(job -> versions.put(job.id(), job.version()));
        for (JobChange change : batch.changes()) {
            Job stored = jobs.get(change.id());
            Long version = versions.getOrDefault(change.id(), stored == null ? null : stored.version());
            if (version == null || version != change.expected()) {
                throw new StoreException(StoreException.Kind.STALE, "job " + change.id() + " is "
                        + (version == null ? "not there" : "at version " + version) + ", expected " + change.expected(), null);
            }
            versions.put(change.id(), change.version());
        }
    }

    private void checkKeys(JobBatch batch) {
        Set<KeyName> seen = new HashSet<>();
        for (SubmissionKey key : batch.keys()) {
            KeyName name = new KeyName(key.owner(), key.key());
            if (!seen.add(name) || keys.containsKey(name)) {
                throw new StoreException(StoreException.Kind.DUPLICATE, "submission key of " + key.owner() + " exists", null);
            }
        }
    }

    List<HistoryEntry> historyOf(JobId id) {
        return List.copyOf(history.getOrDefault(id, List.of()));
    }

    Optional<SubmissionKey> key(String owner, String key) {
        return Optional.ofNullable(keys.get(new KeyName(owner, key)));
    }

    int forgetKeys(java.time.Instant before) {
        int present = keys.size();
        keys.values().removeIf(key -> key.created().isBefore(before));
        return present - keys.size();
    }
}
