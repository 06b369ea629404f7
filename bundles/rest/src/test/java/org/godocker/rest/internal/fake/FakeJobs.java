package org.godocker.rest.internal.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.godocker.api.error.ConflictException;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.job.HistoryEntry;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobQuery;
import org.godocker.api.job.JobService;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.JobState;
import org.godocker.api.job.JobStatus;
import org.godocker.api.job.JobSubmission;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.api.job.ResourceRequest;
import org.godocker.api.page.Page;
import org.godocker.api.user.Caller;

/** Keeps jobs in memory and starts none. */
public final class FakeJobs implements JobService {

    public static final Instant SUBMITTED = Instant.parse("2026-01-02T03:04:05.678Z");

    private final Map<Long, Job> jobs = new TreeMap<>(Comparator.reverseOrder());
    private final Map<String, Submitted> keys = new HashMap<>();
    private final List<JobSubmission> submissions = new ArrayList<>();
    private RuntimeException failure;
    private JobQuery lastQuery;
    private long next = 1;

    @Override
    public synchronized Submitted submit(Caller caller, String owner, List<JobSubmission> wanted, Optional<String> key) {
        fail();
        Submitted before = key.map(k -> keys.get(owner + " " + k)).orElse(null);
        if (before != null) {
            return new Submitted(before.jobs(), true);
        }
        submissions.addAll(wanted);
        List<Job> accepted = wanted.stream().map(s -> add(owner, spec(s), JobProgress.submitted(SUBMITTED))).toList();
        Submitted submitted = new Submitted(accepted, false);
        key.ifPresent(k -> keys.put(owner + " " + k, submitted));
        return submitted;
    }

    /** Puts a job in as it is. */
    public synchronized Job add(String owner, JobSpec spec, JobProgress progress) {
        Job job = new Job(new JobId(next++), owner, spec, SUBMITTED, progress, 1);
        jobs.put(job.id().number(), job);
        return job;
    }

    public static JobSpec spec(JobSubmission s) {
        return new JobSpec(or(s.name(), ""), or(s.description(), ""), or(s.tags(), List.of()), or(s.project(), "default"),
                s.image(), s.script(), or(s.env(), Map.of()),
                new ResourceRequest(s.cpus() == null ? 1000 : s.cpus().movePointRight(3).longValue(), or(s.memory(), 1L << 30)),
                or(s.volumes(), List.of()), or(s.lifespan(), Duration.ofHours(12)), or(s.network(), true),
                or(s.root(), false), or(s.executor(), ""));
    }

    private static <T> T or(T value, T fallback) {
        return Objects.requireNonNullElse(value, fallback);
    }

    @Override
    public synchronized Job get(Caller caller, JobId id) {
        fail();
        Job job = jobs.get(id.number());
        if (job == null || !caller.administrator() && !caller.login().equals(job.owner())) {
            throw new NotFoundException("there is no job " + id);
        }
        return job;
    }

    @Override
    public synchronized Page<Job> list(Caller caller, JobQuery query) {
        fail();
        lastQuery = query;
        List<Job> found = jobs.values().stream()
                .filter(j -> query.owner().map(j.owner()::equals).orElse(true))
                .filter(j -> query.cursor().map(c -> j.id().number() < Long.parseLong(c)).orElse(true))
                .limit(query.limit() + 1L).toList();
        boolean more = found.size() > query.limit();
        List<Job> items = more ? found.subList(0, query.limit()) : found;
        return new Page<>(items, more ? Optional.of(items.get(items.size() - 1).id().toString()) : Optional.empty());
    }

    @Override
    public List<HistoryEntry> history(Caller caller, JobId id) {
        JobProgress progress = get(caller, id).progress();
        return List.of(new HistoryEntry(1, progress.attempt(), progress.status(), progress.placement()));
    }

    @Override
    public synchronized Job kill(Caller caller, JobId id) {
        Job job = get(caller, id);
        if (job.state().isTerminal()) {
            throw new ConflictException("JOB_ENDED", "job " + id + " has ended");
        }
        return become(job, JobState.KILLED, Reason.of(ReasonCode.KILLED_BY_OWNER, "Killed by " + caller.login()));
    }

    @Override
    public synchronized Job suspend(Caller caller, JobId id) {
        return become(in(JobState.RUNNING, get(caller, id)), JobState.SUSPENDED, Reason.of(ReasonCode.SUSPENDED_BY_USER, "Frozen"));
    }

    @Override
    public synchronized Job resume(Caller caller, JobId id) {
        return become(in(JobState.SUSPENDED, get(caller, id)), JobState.RUNNING, Reason.of(ReasonCode.RESUMED, "Running again"));
    }

    private static Job in(JobState state, Job job) {
        if (job.state() != state) {
            throw new ConflictException("WRONG_STATE", "job " + job.id() + " is " + job.state());
        }
        return job;
    }

    private Job become(Job job, JobState state, Reason reason) {
        Job after = job.withProgress(job.progress().withStatus(new JobStatus(state, reason, SUBMITTED)));
        jobs.put(job.id().number(), after);
        return after;
    }

    private void fail() {
        if (failure != null) {
            throw failure;
        }
    }

    /** From now on every call throws this; null for none. */
    public synchronized void failWith(RuntimeException thrown) {
        failure = thrown;
    }

    /** What was accepted, in order. */
    public synchronized List<JobSubmission> submissions() {
        return List.copyOf(submissions);
    }

    public synchronized JobQuery lastQuery() {
        return lastQuery;
    }
}
