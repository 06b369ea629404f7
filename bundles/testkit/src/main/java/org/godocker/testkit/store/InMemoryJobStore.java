package org.godocker.testkit.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.godocker.api.job.HistoryEntry;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobQuery;
import org.godocker.api.job.JobSpec;
import org.godocker.api.page.Page;
import org.godocker.spi.store.JobBatch;
import org.godocker.spi.store.JobStore;
import org.godocker.spi.store.LiveJob;
import org.godocker.spi.store.StoreException;
import org.godocker.spi.store.SubmissionKey;

/**
 * A job store in memory that keeps the whole contract of {@link JobStore}, for fast tests of engines.
 *
 * <p>A server that dies is told by {@link #crash}: what was committed is still there for the store it returns, and
 * whatever the dead server still tries with the old one fails, as it would with a lost database connection.
 */
public final class InMemoryJobStore implements JobStore {

    private static final int MOST_AT_ONCE = 1_000;

    private final String serverId;
    private final JobTables disk;
    private final StoreFaults faults = new StoreFaults();
    private volatile boolean dead;

    public InMemoryJobStore() {
        this("memstore");
    }

    /** @param serverId name of the installation, 8 lower case letters or digits */
    public InMemoryJobStore(String serverId) {
        this(serverId, new JobTables());
    }

    private InMemoryJobStore(String serverId, JobTables disk) {
        if (!serverId.matches("[a-z0-9]{8}")) {
            throw new IllegalArgumentException("a server id is 8 lower case letters or digits: " + serverId);
        }
        this.serverId = serverId;
        this.disk = disk;
    }

    /** Faults to order for this store; the store that {@link #crash} returns starts without. */
    public StoreFaults faults() {
        return faults;
    }

    /**
     * The server dies here and now. A commit that has not returned yet is either whole or not there at all.
     *
     * @return the same disk for the server that comes after
     */
    public InMemoryJobStore crash() {
        synchronized (disk) {
            dead = true;
            return new InMemoryJobStore(serverId, disk);
        }
    }

    /** All jobs by number, as they stand on disk. */
    public List<Job> jobs() {
        synchronized (disk) {
            return List.copyOf(disk.jobs.values());
        }
    }

    @Override
    public String serverId() {
        return serverId;
    }

    @Override
    public long highestJobId() {
        synchronized (disk) {
            checkReading();
            return disk.jobs.isEmpty() ? 0 : disk.jobs.lastKey().number();
        }
    }

    @Override
    public void forEachLive(Consumer<LiveJob> consumer) {
        List<Job> live;
        synchronized (disk) {
            checkReading();
            live = disk.jobs.values().stream().filter(job -> !job.state().isTerminal()).toList();
        }
        live.forEach(job -> consumer.accept(new LiveJob(job.id(), job.owner(), job.spec().project(), job.spec().shape(),
                job.submitted(), job.progress(), job.version())));
    }

    @Override
    public void commit(JobBatch batch) {
        faults.commitHook().accept(batch);
        faults.around(() -> {
            synchronized (disk) {
                checkAlive();
                faults.checkWriting();
                disk.write(batch);
            }
        });
    }

    @Override
    public Optional<Job> find(JobId id) {
        synchronized (disk) {
            checkReading();
            return Optional.ofNullable(disk.jobs.get(id));
        }
    }

    @Override
    public List<Job> findAll(List<JobId> ids) {
        if (ids.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("at most " + MOST_AT_ONCE + " jobs at once: " + ids.size());
        }
        synchronized (disk) {
            checkReading();
            return ids.stream().distinct().map(disk.jobs::get).filter(Objects::nonNull).toList();
        }
    }

    @Override
    public Page<Job> list(JobQuery query) {
        Optional<JobId> after = query.cursor().map(InMemoryJobStore::parseCursor);
        synchronized (disk) {
            checkReading();
            Map<JobId, Job> older = after.<Map<JobId, Job>>map(id -> disk.jobs.headMap(id, false).descendingMap())
                    .orElseGet(disk.jobs::descendingMap);
            List<Job> page = new ArrayList<>();
            for (Job job : older.values()) {
                if (!JobMatch.matches(query, job)) {
                    continue;
                }
                if (page.size() == query.limit()) {
                    return new Page<>(page, Optional.of(cursor(page.get(page.size() - 1).id())));
                }
                page.add(withoutScript(job));
            }
            return new Page<>(page, Optional.empty());
        }
    }

    private static String cursor(JobId last) {
        return "before-" + last;
    }

    private static JobId parseCursor(String cursor) {
        if (!cursor.startsWith("before-")) {
            throw new IllegalArgumentException("not a cursor of this store");
        }
        return JobId.parse(cursor.substring("before-".length()));
    }

    private static Job withoutScript(Job job) {
        JobSpec s = job.spec();
        JobSpec bare = s.withScript("");
        return new Job(job.id(), job.owner(), bare, job.submitted(), job.progress(), job.version());
    }

    @Override
    public List<HistoryEntry> history(JobId id) {
        synchronized (disk) {
            checkReading();
            return disk.historyOf(id);
        }
    }

    @Override
    public Optional<SubmissionKey> findSubmission(String owner, String key) {
        synchronized (disk) {
            checkReading();
            return disk.key(owner, key);
        }
    }

    @Override
    public int forgetSubmissions(Instant before) {
        synchronized (disk) {
            checkAlive();
            faults.checkWriting();
            return disk.forgetKeys(before);
        }
    }

    @Override
    public void ping() {
        checkReading();
    }

    private void checkReading() {
        checkAlive();
        faults.checkReading();
    }

    private void checkAlive() {
        if (dead) {
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "the server of this store has died", null);
        }
    }
}
