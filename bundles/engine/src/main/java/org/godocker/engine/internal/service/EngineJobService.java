package org.godocker.engine.internal.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.godocker.api.error.ConflictException;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.job.HistoryEntry;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobQuery;
import org.godocker.api.job.JobService;
import org.godocker.api.job.JobSubmission;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.api.page.Page;
import org.godocker.api.user.Caller;
import org.godocker.engine.internal.core.EngineCore;
import org.godocker.engine.internal.lifecycle.Decision;
import org.godocker.engine.internal.lifecycle.JobInput;
import org.godocker.spi.store.JobStore;
import org.godocker.spi.store.StoreException;

/** Jobs for clients: reads go to the store, wishes to the engine. */
final class EngineJobService implements JobService {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EngineCore core;
    private final JobStore store;
    private final JobVisibility visibility;
    private final LiveReasons reasons;
    private final Submissions submissions;
    private final Suspensions suspensions;

    EngineJobService(EngineCore core, JobStore store, Submissions submissions) {
        this.core = core;
        this.store = store;
        this.visibility = new JobVisibility(store);
        this.reasons = new LiveReasons(core);
        this.submissions = submissions;
        this.suspensions = new Suspensions(core);
    }

    @Override
    public Submitted submit(Caller caller, String owner, List<JobSubmission> jobs, Optional<String> idempotencyKey) {
        return submissions.submit(caller, owner, jobs, idempotencyKey);
    }

    @Override
    public Job get(Caller caller, JobId id) {
        return reasons.withLiveReason(visibility.visible(caller, id));
    }

    @Override
    public Page<Job> list(Caller caller, JobQuery query) {
        JobQuery allowed = caller.administrator() ? query : query.ownedBy(caller.login());
        try {
            Page<Job> page = store.list(allowed);
            return new Page<>(page.items().stream().map(reasons::withLiveReason).toList(), page.next());
        } catch (IllegalArgumentException e) {
            throw InvalidRequestException.of("cursor", "form", "is not a cursor of this list; take it from the field next of a page");
        } catch (StoreException e) {
            throw JobVisibility.unavailable(e);
        }
    }

    @Override
    public List<HistoryEntry> history(Caller caller, JobId id) {
        visibility.visible(caller, id);
        try {
            return store.history(id);
        } catch (StoreException e) {
            throw JobVisibility.unavailable(e);
        }
    }

    @Override
    public Job kill(Caller caller, JobId id) {
        Job job = visibility.visible(caller, id);
        ReasonCode code = job.owner().equals(caller.login()) ? ReasonCode.KILLED_BY_OWNER : ReasonCode.KILLED_BY_ADMINISTRATOR;
        Reason cause = Reason.of(code, "Killed by " + who(caller, job));
        Optional<Decision> decision = await(core.request(id, new JobInput.RequestKill(cause)));
        if (decision.isEmpty() || decision.get().verdict() == Decision.Verdict.REFUSED) {
            throw new ConflictException("JOB_ENDED", "Job " + id + " has ended already");
        }
        return get(caller, id);
    }

    @Override
    public Job suspend(Caller caller, JobId id) {
        Job job = visibility.visible(caller, id);
        suspensions.requirePossible(job);
        Reason cause = Reason.of(ReasonCode.SUSPENDED_BY_USER, "Frozen by " + who(caller, job));
        suspensions.check(id, "suspended", await(core.request(id, new JobInput.RequestSuspend(cause))));
        return get(caller, id);
    }

    @Override
    public Job resume(Caller caller, JobId id) {
        Job job = visibility.visible(caller, id);
        suspensions.requirePossible(job);
        Reason cause = Reason.of(ReasonCode.RESUMED, "Resumed by " + who(caller, job));
        suspensions.check(id, "resumed", await(core.request(id, new JobInput.RequestResume(cause))));
        return get(caller, id);
    }

    private static String who(Caller caller, Job job) {
        return job.owner().equals(caller.login()) ? "its owner" : "administrator " + caller.login();
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UnavailableException("The request is not recorded yet because the database does not take changes; look again later", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("The server is stopping", e);
        } catch (ExecutionException e) {
            throw new UnavailableException("The request could not be recorded", e.getCause());
        }
    }
}
