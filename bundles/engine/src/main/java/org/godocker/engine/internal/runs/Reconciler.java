package org.godocker.engine.internal.runs;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.godocker.engine.internal.config.EngineSettings;
import org.godocker.engine.internal.executors.ActiveExecutor;
import org.godocker.engine.internal.executors.Workers;
import org.godocker.engine.internal.loop.EngineLoop;
import org.godocker.engine.internal.loop.JobRegistry;
import org.godocker.engine.internal.plugin.PluginCallException;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ObservedRun;
import org.godocker.spi.executor.Run;
import org.godocker.spi.store.LiveJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the jobs that should have a container with the containers there are: jobs hear what became of theirs, and
 * containers without a live job are removed once they are older than a grace period. Done when an executor is taken into
 * use, when it says that reports may be lost, and in a slow sweep.
 */
final class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final EngineLoop loop;
    private final JobRegistry registry;
    private final Workers workers;
    private final PluginCalls calls;
    private final Clock clock;
    private final Supplier<EngineSettings> settings;
    private final Findings findings;
    private final Inspector inspector;
    private final LaunchDesk launches;
    private final ReleaseDesk releases;

    /** Executors that gave no answer the last time. */
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    Reconciler(JobRegistry registry, EngineLoop loop, Workers workers, PluginCalls calls, Clock clock,
            Supplier<EngineSettings> settings, Findings findings, Inspector inspector, LaunchDesk launches, ReleaseDesk releases) {
        this.loop = loop;
        this.registry = registry;
        this.workers = workers;
        this.calls = calls;
        this.clock = clock;
        this.settings = settings;
        this.findings = findings;
        this.inspector = inspector;
        this.launches = launches;
        this.releases = releases;
    }

    /** Starts a comparison; called on the engine thread. */
    void reconcile(ActiveExecutor executor) {
        Instant asked = clock.instant();
        workers.run("recover-" + executor.name(), 1, () -> {
            try {
                List<ObservedRun> observed = calls.call(executor.executor(), settings.get().callTimeout().multipliedBy(6),
                        () -> executor.executor().recover());
                unanswered.remove(executor.name());
                loop.post(turn -> turn.afterCommit(() -> compare(executor, observed, asked)));
            } catch (PluginCallException e) {
                // One that has just been opened may still be connecting, and has itself asked again when it is there.
                if (unanswered.add(executor.name())) {
                    LOG.info("What runs on executor {} cannot be told yet: {}", executor.name(), e.getMessage());
                } else {
                    LOG.warn("What runs on executor {} cannot be told now: {}", executor.name(), e.getMessage());
                }
            }
        });
    }

    private void compare(ActiveExecutor executor, List<ObservedRun> observed, Instant asked) {
        Map<AttemptId, ObservedRun> byAttempt = new HashMap<>();
        for (ObservedRun run : observed) {
            byAttempt.put(run.run().attempt(), run);
            boolean wanted = registry.get(run.run().attempt().job()).filter(job -> owns(job, executor.name(), run.run())).isPresent();
            if (wanted) {
                findings.report(executor.name(), run.run(), run.observation());
            } else if (run.created().plus(settings.get().orphanGrace()).isBefore(asked)) {
                LOG.info("Removing the container of attempt {}, which has no live job", run.run().attempt());
                releases.release(executor.name(), run.run());
            }
        }
        for (LiveJob job : registry.active()) {
            boolean here = Runs.executor(job).equals(executor.name());
            boolean settled = !launches.isLaunching(Runs.attempt(job)) && job.progress().status().time().isBefore(asked);
            if (here && settled && !byAttempt.containsKey(Runs.attempt(job))) {
                // The list left it out: because it is gone, or because its node did not answer. Only a closer look tells.
                inspector.inspect(job);
            }
        }
    }

    private static boolean owns(LiveJob job, String executor, Run run) {
        return Optional.of(job).filter(j -> j.progress().state().holdsCapacity()
                        && j.progress().attempt() == run.attempt().number()
                        && Runs.executor(j).equals(executor)).isPresent();
    }
}
