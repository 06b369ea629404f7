package org.godocker.engine.internal.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobShape;
import org.godocker.api.job.Reason;
import org.godocker.api.plugin.PluginKind;
import org.godocker.engine.internal.dispatch.Dispatcher;
import org.godocker.engine.internal.dispatch.NodeLedger;
import org.godocker.engine.internal.executors.ActiveExecutor;
import org.godocker.engine.internal.executors.ExecutorHub;
import org.godocker.engine.internal.lifecycle.Decision;
import org.godocker.engine.internal.lifecycle.JobInput;
import org.godocker.engine.internal.loop.EngineLoop;
import org.godocker.engine.internal.loop.JobRegistry;
import org.godocker.engine.internal.loop.Turn;
import org.godocker.engine.internal.runs.ContainerCare;
import org.godocker.engine.internal.submission.SubmissionDesk;
import org.godocker.spi.executor.ExecutorListener;
import org.godocker.spi.executor.SuspendableExecutor;
import org.godocker.spi.store.LiveJob;
import org.godocker.spi.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine: puts its parts together, reads what is live from the store, and from then on is driven by submissions,
 * requests, reports of executors and timers. Nothing in it waits on the engine thread but the database.
 */
public final class EngineCore {

    private static final Logger LOG = LoggerFactory.getLogger(EngineCore.class);
    private static final Duration FORGET_SUBMISSIONS_EVERY = Duration.ofHours(1);

    private final EngineParts parts;
    private final JobRegistry registry = new JobRegistry();
    private final NodeLedger ledger = new NodeLedger();
    private final EngineLoop loop;
    private final Dispatcher dispatcher;
    private final ExecutorHub hub;
    private final ContainerCare care;
    private final SubmissionDesk submissions;
    private final RecentJobs recentJobs;
    private final Map<JobId, List<CompletableFuture<Void>>> endWaiters = new HashMap<>();
    private volatile EngineView view = EngineView.EMPTY;
    private volatile boolean ready;
    private volatile Runnable deafen = () -> { };
    private Instant nextForgetting = Instant.MIN;

    public EngineCore(EngineParts parts) {
        this.parts = parts;
        this.loop = new EngineLoop(parts.store(), registry, ledger, parts.clock(), parts.loopThread(), parts.timers(), new Driver());
        this.dispatcher = new Dispatcher(registry, ledger, parts.plugins(), parts.calls(), parts.settings());
        this.hub = new ExecutorHub(parts.plugins().executors(), parts.settings(), parts.calls(), parts.workers(),
                parts.timers(), ledger, parts.store().serverId());
        this.recentJobs = new RecentJobs(parts.store());
        this.care = new ContainerCare(loop, registry, hub, parts.workers(), parts.plugins(), parts.calls(), parts.timers(),
                parts.clock(), parts.settings(), recentJobs::take, parts.preparation(), parts.usage(),
                new PostponedStarts(registry, loop, parts.timers())::delay);
        this.submissions = new SubmissionDesk(loop, parts.plugins(), parts.calls(), parts.settings(), parts.store().highestJobId() + 1,
                recentJobs::add);
        hub.connect(loop, new Observer());
    }

    /** Reads what is live and takes up work. Returns before executors have answered. */
    public void start() {
        CompletableFuture<Void> read = new CompletableFuture<>();
        parts.loopThread().execute(() -> {
            try {
                load();
                read.complete(null);
            } catch (RuntimeException e) {
                read.completeExceptionally(e);
            }
        });
        read.thenRun(() -> {
            deafen = parts.plugins().onChange(this::pluginsChanged);
            loop.post(turn -> {
                hub.refresh();
                registry.active().forEach(care::takeUp);
            });
            loop.wakeScheduler();
            planSweep();
        }).exceptionally(e -> {
            LOG.error("The engine could not read its jobs and does not run", e);
            return null;
        });
    }

    private void load() {
        parts.store().forEachLive(job -> {
            registry.put(job);
            if (job.progress().state().holdsCapacity()) {
                job.progress().placement().ifPresent(p -> ledger.hold(p, job.shape().resources()));
            }
        });
        show();
        ready = true;
        LOG.info("{} live job(s) read: {}", registry.pending() + registry.active().size(), registry.counts());
    }

    /** Lets go of all executors; containers go on. Waits for nothing. */
    public void stop() {
        deafen.run();
        loop.post(turn -> {
            hub.closeAll();
            loop.close();
        });
    }

    private void pluginsChanged(PluginKind kind) {
        loop.post(turn -> {
            if (kind == PluginKind.EXECUTOR) {
                hub.refresh();
            } else if (kind == PluginKind.WATCHER) {
                registry.active().forEach(care::takeUp);
            }
            loop.wakeScheduler();
        });
    }

    /** Other options are in force. */
    public void configurationChanged() {
        loop.post(turn -> {
            hub.refresh();
            registry.active().forEach(care::takeUp);
            loop.wakeScheduler();
        });
    }

    private void planSweep() {
        parts.timers().schedule(() -> loop.post(turn -> {
            hub.active().forEach(care::reconcile);
            registry.active().forEach(care::takeUp);
            submissions.forgetOldKeys(turn.now());
            forgetOldSubmissions(turn.now());
            planSweep();
        }), parts.settings().get().sweepInterval().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void forgetOldSubmissions(Instant now) {
        if (now.isBefore(nextForgetting)) {
            return;
        }
        nextForgetting = now.plus(FORGET_SUBMISSIONS_EVERY);
        Instant before = now.minus(parts.settings().get().idempotencyLifetime());
        parts.workers().run("housekeeping", 1, () -> {
            try {
                parts.store().forgetSubmissions(before);
            } catch (StoreException e) {
                LOG.warn("Old idempotency keys could not be forgotten: {}", e.getMessage());
            }
        });
    }

    private void show() {
        view = new EngineView(ledger.view(), registry.counts());
    }

    // ---- what services ask; any thread

    public SubmissionDesk submissions() {
        return submissions;
    }

    public EngineView view() {
        return view;
    }

    /** Why a waiting job waits, as far as that is known better than what was stored with it. */
    public Optional<Reason> waitReason(JobId id, String owner, String project, JobShape shape) {
        return registry.isDelayed(id) ? Optional.empty() : dispatcher.reasons().of(id, owner, project, shape);
    }

    /** Whether an executor is in use now. */
    public boolean isExecutorActive(String name) {
        return hub.active(name).isPresent();
    }

    /** Whether an executor that is in use now can freeze containers; empty when it is not in use. */
    public Optional<Boolean> canSuspend(String executor) {
        return hub.active(executor).map(active -> active.executor() instanceof SuspendableExecutor);
    }

    /** Why an executor that is installed and named cannot be used. */
    public Optional<String> executorProblem(String name) {
        return hub.problem(name);
    }

    /** Why nothing can be written now. */
    public Optional<StoreException> trouble() {
        return loop.trouble();
    }

    /**
     * Lets something happen to a job.
     *
     * @return completed once it is on disk; empty when the job is not live
     */
    public CompletableFuture<Optional<Decision>> request(JobId id, JobInput input) {
        CompletableFuture<Optional<Decision>> result = new CompletableFuture<>();
        loop.post(turn -> {
            Optional<Decision> decision = turn.apply(id, input);
            turn.afterCommit(() -> result.complete(decision));
        });
        return result;
    }

    /** Completed once the job has ended, and that is on disk; at once when it is not live. */
    public CompletableFuture<Void> whenEnded(JobId id) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        loop.post(turn -> {
            if (turn.job(id).isEmpty()) {
                turn.afterCommit(() -> result.complete(null));
            } else {
                endWaiters.computeIfAbsent(id, job -> new ArrayList<>()).add(result);
            }
        });
        return result;
    }

    /** Whether all live jobs have been read, so that jobs can be accepted. */
    public boolean isReady() {
        return ready;
    }

    /** How many jobs of a user have not ended. */
    public CompletableFuture<Long> live(String login) {
        CompletableFuture<Long> result = new CompletableFuture<>();
        loop.post(turn -> result.complete(registry.live(login)));
        return result;
    }

    private final class Driver implements EngineLoop.Driver {

        @Override
        public void schedule(Turn turn) {
            if (dispatcher.pass(turn)) {
                loop.wakeScheduler();
            }
        }

        @Override
        public void carryOut(Turn.Due due) {
            care.carryOut(due);
        }

        @Override
        public void ended(LiveJob job) {
            List<CompletableFuture<Void>> waiting = endWaiters.remove(job.id());
            if (waiting != null) {
                waiting.forEach(future -> future.complete(null));
            }
            loop.wakeScheduler();
        }

        @Override
        public void turned() {
            show();
        }

        @Override
        public void rebuild() {
            registry.clear();
            ledger.clearUses();
            load();
            List<LiveJob> active = registry.active();
            hub.active().forEach(care::reconcile);
            active.forEach(care::takeUp);
        }
    }

    private final class Observer implements ExecutorHub.Observer {

        @Override
        public ExecutorListener listenerFor(String executor) {
            return care.listenerFor(executor);
        }

        @Override
        public void opened(ActiveExecutor executor) {
            care.opened(executor);
        }
    }

    /** The time as the engine sees it. */
    public Instant now() {
        return parts.clock().instant();
    }
}
