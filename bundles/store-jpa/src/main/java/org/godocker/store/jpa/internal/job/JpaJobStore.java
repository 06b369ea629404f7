package org.godocker.store.jpa.internal.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.apache.openjpa.persistence.OpenJPAPersistence;
import org.godocker.api.job.HistoryEntry;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobQuery;
import org.godocker.api.page.Page;
import org.godocker.spi.store.JobBatch;
import org.godocker.spi.store.JobStore;
import org.godocker.spi.store.LiveJob;
import org.godocker.spi.store.StoreException;
import org.godocker.spi.store.SubmissionKey;
import org.godocker.store.jpa.internal.database.Database;
import org.godocker.store.jpa.internal.entity.HistoryEntity;
import org.godocker.store.jpa.internal.entity.InstantColumn;
import org.godocker.store.jpa.internal.entity.JobEntity;
import org.godocker.store.jpa.internal.entity.JobSpecEntity;
import org.godocker.store.jpa.internal.entity.SubmissionEntity;
import org.godocker.store.jpa.internal.entity.SubmissionId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs in the database: read as entities, written and searched with statements of their own. */
@Component
public final class JpaJobStore implements JobStore {

    private static final Logger LOG = LoggerFactory.getLogger(JpaJobStore.class);
    private static final int MOST_AT_ONCE = 1000;

    private final Database database;

    @Activate
    public JpaJobStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public String serverId() {
        return database.serverId();
    }

    @Override
    public long highestJobId() {
        return database.inTransaction("reading the highest job number", entities -> {
            Long highest = entities.createQuery("SELECT MAX(j.id) FROM JobEntity j", Long.class).getSingleResult();
            return highest == null ? 0L : highest;
        });
    }

    @Override
    public void forEachLive(Consumer<LiveJob> consumer) {
        database.onConnection("reading the jobs that have not ended", connection -> readLive(connection, consumer));
    }

    private static Void readLive(Connection connection, Consumer<LiveJob> consumer) throws SQLException {
        long[] handedOut = new long[1];
        try {
            LiveJobs.read(connection, job -> {
                handedOut[0]++;
                consumer.accept(job);
            });
        } catch (SQLException e) {
            if (handedOut[0] == 0) {
                throw e;
            }
            // Not to be tried again: the consumer would get jobs twice.
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "reading the jobs that have not ended: the database failed", e);
        }
        return null;
    }

    @Override
    public void commit(JobBatch batch) {
        if (batch.isEmpty()) {
            return;
        }
        BatchPlan plan = BatchPlan.of(batch);
        try {
            database.onConnection("writing jobs", connection -> {
                JobWriter.write(connection, plan, batch.keys());
                return null;
            });
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.STALE || e.kind() == StoreException.Kind.DUPLICATE || !isWritten(plan, e)) {
                throw e;
            }
            LOG.warn("A commit was reported as failed and is there all the same: {} new jobs, {} changed ones",
                    plan.inserts().size(), plan.updates().size(), e);
        }
    }

    /**
     * Whether a batch is there although its commit failed: when the database dies while it commits, only its recovery knows.
     * One job tells for all, and nobody else writes jobs.
     */
    private boolean isWritten(BatchPlan plan, StoreException failure) {
        JobId id;
        long version;
        if (!plan.inserts().isEmpty()) {
            id = plan.inserts().get(0).id();
            version = plan.inserts().get(0).version();
        } else if (!plan.updates().isEmpty()) {
            id = plan.updates().get(0).id();
            version = plan.updates().get(0).version();
        } else {
            return false;
        }
        try {
            return database.inTransaction("looking for a failed commit", entities -> {
                JobEntity job = entities.find(JobEntity.class, id.number());
                return job != null && job.version() == version;
            });
        } catch (StoreException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    @Override
    public Optional<Job> find(JobId id) {
        return findAll(List.of(id)).stream().findFirst();
    }

    @Override
    public List<Job> findAll(List<JobId> ids) {
        if (ids.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("at most " + MOST_AT_ONCE + " jobs at once: " + ids.size());
        }
        List<Long> numbers = ids.stream().map(JobId::number).distinct().toList();
        return database.inTransaction("reading jobs", entities -> {
            OpenJPAPersistence.cast(entities).getFetchPlan().addField(JobSpecEntity.class, "script");
            return load(entities, numbers, JobSpecEntity::script);
        });
    }

    @Override
    public Page<Job> list(JobQuery query) {
        long before = query.cursor().map(JobCursor::read).orElse(Long.MAX_VALUE);
        List<Long> found = database.onConnection("listing jobs",
                connection -> JobSearch.find(connection, query, before, query.limit() + 1));
        boolean more = found.size() > query.limit();
        List<Long> page = more ? found.subList(0, query.limit()) : found;
        List<Job> jobs = database.inTransaction("listing jobs", entities -> load(entities, page, spec -> ""));
        return new Page<>(jobs, more ? Optional.of(JobCursor.write(page.get(page.size() - 1))) : Optional.empty());
    }

    /** Jobs in the order of the numbers; unknown ones are left out. */
    private static List<Job> load(EntityManager entities, List<Long> ids, Function<JobSpecEntity, String> script) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Collection<Long> padded = pad(ids);
        Map<Long, JobSpecEntity> specs = new HashMap<>();
        entities.createQuery("SELECT s FROM JobSpecEntity s WHERE s.jobId IN (:ids)", JobSpecEntity.class)
                .setParameter("ids", padded).getResultList().forEach(spec -> specs.put(spec.jobId(), spec));
        Map<Long, JobEntity> jobs = new HashMap<>();
        entities.createQuery("SELECT j FROM JobEntity j WHERE j.id IN (:ids)", JobEntity.class)
                .setParameter("ids", padded).getResultList().forEach(job -> jobs.put(job.id(), job));
        List<Job> result = new ArrayList<>(ids.size());
        for (Long id : ids) {
            JobEntity job = jobs.get(id);
            JobSpecEntity spec = specs.get(id);
            if (job != null && spec != null) {
                result.add(job.toJob(spec, script.apply(spec)));
            }
        }
        return result;
    }

    /** Fills up to a power of two with the last number, so that there are few different statements to compile. */
    private static List<Long> pad(List<Long> ids) {
        List<Long> padded = new ArrayList<>(ids);
        Long last = ids.get(ids.size() - 1);
        while (Integer.bitCount(padded.size()) != 1) {
            padded.add(last);
        }
        return padded;
    }

    @Override
    public List<HistoryEntry> history(JobId id) {
        return database.inTransaction("reading the history of a job", entities -> entities
                .createQuery("SELECT h FROM HistoryEntity h WHERE h.jobId = :id ORDER BY h.step", HistoryEntity.class)
                .setParameter("id", id.number()).getResultList().stream().map(HistoryEntity::toEntry).toList());
    }

    @Override
    public Optional<SubmissionKey> findSubmission(String owner, String key) {
        return database.inTransaction("reading a submission", entities -> Optional
                .ofNullable(entities.find(SubmissionEntity.class, new SubmissionId(owner, key))).map(SubmissionEntity::toKey));
    }

    @Override
    public int forgetSubmissions(Instant before) {
        return database.inTransaction("forgetting submissions", entities -> entities
                .createQuery("DELETE FROM SubmissionEntity s WHERE s.created < :before")
                .setParameter("before", InstantColumn.write(before)).executeUpdate());
    }

    @Override
    public void ping() {
        database.onConnection("asking the database for an answer", connection -> {
            try (var statement = connection.prepareStatement("SELECT id FROM installation"); var rows = statement.executeQuery()) {
                return rows.next();
            }
        });
    }
}
