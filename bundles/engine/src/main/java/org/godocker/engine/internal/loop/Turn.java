package org.godocker.engine.internal.loop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godocker.api.job.HistoryEntry;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobStatus;
import org.godocker.engine.internal.dispatch.NodeLedger;
import org.godocker.engine.internal.lifecycle.Decision;
import org.godocker.engine.internal.lifecycle.JobEffect;
import org.godocker.engine.internal.lifecycle.JobInput;
import org.godocker.engine.internal.lifecycle.JobStateMachine;
import org.godocker.spi.quota.QuotaCounts;
import org.godocker.spi.store.JobBatch;
import org.godocker.spi.store.JobChange;
import org.godocker.spi.store.LiveJob;

/**
 * What the engine decides between two writes. Decisions change memory at once, so that the next one builds on them;
 * effects and answers wait until all of it is on disk.
 */
public final class Turn implements QuotaCounts {

    /**
     * Effects of one transition.
     *
     * @param job     as it is after the transition
     * @param effects in order
     * @param input   what caused them
     */
    public record Due(LiveJob job, List<JobEffect> effects, JobInput input) {
    }

    private static final class Change {
        private long expected;
        private long version;
        private JobProgress progress;
        private final List<HistoryEntry> steps = new ArrayList<>(2);
    }

    private final JobRegistry registry;
    private final NodeLedger ledger;
    private final Instant now;
    private final List<Insertion> insertions = new ArrayList<>();
    private final Map<String, Long> insertedByOwner = new HashMap<>();
    private long inserted;
    private final Map<JobId, Change> changes = new LinkedHashMap<>();
    private final List<Due> due = new ArrayList<>();
    private final List<LiveJob> ended = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();

    Turn(JobRegistry registry, NodeLedger ledger, Instant now) {
        this.registry = registry;
        this.ledger = ledger;
        this.now = now;
    }

    /** The time of the turn; all decisions of one turn have the same. */
    public Instant now() {
        return now;
    }

    /** A job that has not ended, with what this turn decided already. */
    public Optional<LiveJob> job(JobId id) {
        return registry.get(id);
    }

    /**
     * Lets something happen to a job.
     *
     * @return what it meant; empty when the job has ended or never was
     */
    public Optional<Decision> apply(JobId id, JobInput input) {
        return registry.get(id).map(job -> apply(job, input));
    }

    private Decision apply(LiveJob job, JobInput input) {
        Decision decision = JobStateMachine.decide(job.progress(), input, now);
        if (decision.verdict() != Decision.Verdict.CHANGED) {
            return decision;
        }
        LiveJob after = job;
        if (decision.progress() != job.progress()) {
            after = advance(job, decision);
            registry.put(after);
            if (job.progress().state().holdsCapacity() && !after.progress().state().holdsCapacity()) {
                job.progress().placement().ifPresent(p -> ledger.free(p, job.shape().resources()));
            }
            if (after.progress().state().isTerminal()) {
                ended.add(after);
            }
        }
        if (!decision.effects().isEmpty()) {
            due.add(new Due(after, decision.effects(), input));
        }
        return decision;
    }

    private LiveJob advance(LiveJob job, Decision decision) {
        Change change = changes.computeIfAbsent(job.id(), id -> {
            Change fresh = new Change();
            fresh.expected = job.version();
            return fresh;
        });
        long version = job.version();
        for (JobStatus step : decision.steps()) {
            version++;
            change.steps.add(new HistoryEntry(version, decision.progress().attempt(), step, decision.progress().placement()));
        }
        version = Math.max(version, job.version() + 1);
        change.version = version;
        change.progress = decision.progress();
        return new LiveJob(job.id(), job.owner(), job.project(), job.shape(), job.submitted(), decision.progress(), version);
    }

    /** Adds new jobs; they come into the queue once they are on disk. */
    public void insert(Insertion insertion) {
        insertions.add(insertion);
        insertion.jobs().forEach(job -> insertedByOwner.merge(job.owner(), 1L, Long::sum));
        inserted += insertion.jobs().size();
    }

    /** Runs on the engine thread once everything of this turn is on disk. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    List<Insertion> insertions() {
        return insertions;
    }

    List<LiveJob> ended() {
        return ended;
    }

    List<Due> due() {
        return due;
    }

    List<Runnable> afterCommitActions() {
        return afterCommit;
    }

    /** Forgets what was decided: it does not hold any more. */
    void discard() {
        changes.clear();
        due.clear();
        ended.clear();
    }

    boolean hasChanges() {
        return !changes.isEmpty();
    }

    /** Everything in one batch, or the changes of existing jobs alone. */
    JobBatch batch(boolean withInsertions) {
        List<JobChange> all = changes.entrySet().stream().map(e -> new JobChange(e.getKey(), e.getValue().expected,
                e.getValue().version, e.getValue().progress, e.getValue().steps)).toList();
        if (!withInsertions) {
            return new JobBatch(List.of(), all, List.of());
        }
        List<Job> jobs = insertions.stream().flatMap(i -> i.jobs().stream()).toList();
        return new JobBatch(jobs, all, insertions.stream().flatMap(i -> i.key().stream()).toList());
    }

    @Override
    public long pending() {
        return registry.pending() + inserted;
    }

    @Override
    public long pending(String owner) {
        return registry.pending(owner) + insertedByOwner.getOrDefault(owner, 0L);
    }

    @Override
    public long running(String owner) {
        return registry.running(owner);
    }
}
