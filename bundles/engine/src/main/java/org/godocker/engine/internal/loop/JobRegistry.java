package org.godocker.engine.internal.loop;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobState;
import org.godocker.engine.internal.queue.QueueIndex;
import org.godocker.spi.quota.QuotaCounts;
import org.godocker.spi.store.LiveJob;

/**
 * Every job that has not ended, in memory: waiting ones in the queue index, ones that hold capacity, and waiting ones
 * whose next try is put off for a while. Confined to the engine thread, except for {@link #isDelayed}.
 */
public final class JobRegistry implements QuotaCounts {

    private QueueIndex queue = new QueueIndex();
    private final Map<JobId, LiveJob> active = new HashMap<>();
    private final Map<JobId, LiveJob> delayed = new ConcurrentHashMap<>();
    private final Map<String, Long> runningByOwner = new HashMap<>();
    private final Map<String, Long> delayedByOwner = new HashMap<>();
    private final Map<JobState, Long> counts = new EnumMap<>(JobState.class);

    public QueueIndex queue() {
        return queue;
    }

    public Optional<LiveJob> get(JobId id) {
        LiveJob job = active.get(id);
        if (job == null) {
            job = delayed.get(id);
        }
        return job == null ? queue.get(id) : Optional.of(job);
    }

    /** Puts a job where its state belongs, in place of what was known of it. */
    public void put(LiveJob job) {
        remove(job.id());
        JobState state = job.progress().state();
        if (state.isTerminal()) {
            return;
        }
        counts.merge(state, 1L, Long::sum);
        if (state == JobState.PENDING) {
            queue.add(job);
        } else {
            active.put(job.id(), job);
            runningByOwner.merge(job.owner(), 1L, Long::sum);
        }
    }

    private void remove(JobId id) {
        LiveJob job = active.remove(id);
        if (job != null) {
            decrease(runningByOwner, job.owner());
        } else if ((job = delayed.remove(id)) != null) {
            decrease(delayedByOwner, job.owner());
        } else {
            job = queue.remove(id).orElse(null);
        }
        if (job != null) {
            decrease(counts, job.progress().state());
        }
    }

    private static <K> void decrease(Map<K, Long> map, K key) {
        map.computeIfPresent(key, (k, n) -> n == 1 ? null : n - 1);
    }

    /** Takes a waiting job out of the queue until {@link #recall}. */
    public void delay(JobId id) {
        queue.remove(id).ifPresent(job -> {
            delayed.put(id, job);
            delayedByOwner.merge(job.owner(), 1L, Long::sum);
        });
    }

    /** Puts a delayed job back in the queue; nothing happens when it is not delayed any more. */
    public void recall(JobId id) {
        LiveJob job = delayed.remove(id);
        if (job != null) {
            decrease(delayedByOwner, job.owner());
            queue.add(job);
        }
    }

    /** Whether the next try of a waiting job is put off, so that it waits for what it was stored with. Any thread may ask. */
    public boolean isDelayed(JobId id) {
        return delayed.containsKey(id);
    }

    /** The jobs that hold capacity, a copy. */
    public List<LiveJob> active() {
        return List.copyOf(active.values());
    }

    /** How many live jobs are in each state, a copy; states without jobs are left out. */
    public Map<JobState, Long> counts() {
        return Map.copyOf(counts);
    }

    public void clear() {
        queue = new QueueIndex();
        active.clear();
        delayed.clear();
        runningByOwner.clear();
        delayedByOwner.clear();
        counts.clear();
    }

    @Override
    public long pending() {
        return queue.size() + delayed.size();
    }

    @Override
    public long pending(String owner) {
        return queue.pending(owner) + delayedByOwner.getOrDefault(owner, 0L);
    }

    @Override
    public long running(String owner) {
        return runningByOwner.getOrDefault(owner, 0L);
    }

    /** Jobs of a user that have not ended. */
    public long live(String owner) {
        return pending(owner) + running(owner);
    }
}
