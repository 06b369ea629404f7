package org.godocker.engine.internal.dispatch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.godocker.api.job.JobId;
import org.godocker.api.job.Placement;
import org.godocker.engine.internal.config.EngineSettings;
import org.godocker.engine.internal.lifecycle.Decision;
import org.godocker.engine.internal.lifecycle.JobInput;
import org.godocker.engine.internal.loop.JobRegistry;
import org.godocker.engine.internal.loop.Turn;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.engine.internal.plugin.Plugins;
import org.godocker.engine.internal.queue.QueuePass;
import org.godocker.spi.scheduling.SchedulingPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs scheduling passes and turns what they found into transitions. On the engine thread. */
public final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final JobRegistry registry;
    private final NodeLedger ledger;
    private final Plugins plugins;
    private final PluginCalls calls;
    private final Supplier<EngineSettings> settings;
    private final AtomicReference<WaitReasons> reasons = new AtomicReference<>(WaitReasons.NONE);
    private Map<JobId, Placement> holds = new LinkedHashMap<>();
    private Optional<String> missingPolicy = Optional.empty();

    public Dispatcher(JobRegistry registry, NodeLedger ledger, Plugins plugins, PluginCalls calls, Supplier<EngineSettings> settings) {
        this.registry = registry;
        this.ledger = ledger;
        this.plugins = plugins;
        this.calls = calls;
        this.settings = settings;
    }

    /** Why waiting jobs wait, as the last pass learnt it. Any thread may ask. */
    public WaitReasons reasons() {
        return reasons.get();
    }

    /**
     * One pass.
     *
     * @return whether another should follow at once
     */
    public boolean pass(Turn turn) {
        if (registry.queue().isEmpty()) {
            // What the last waiting job waited for must not be shown for the next one that comes.
            reasons.set(WaitReasons.NONE);
            return false;
        }
        if (!ledger.hasExecutor("")) {
            reasons.set(WaitReasons.withoutExecutor());
            return false;
        }
        EngineSettings options = settings.get();
        StartChecks checks = new StartChecks(calls, options.policyTimeout(), options.watchers(), plugins.watchers().named(options.watchers()),
                options.quotaPolicies(), plugins.quotaPolicies().named(options.quotaPolicies()), turn);
        SchedulingPass pass = new SchedulingPass(ledger, checks, options.holdCapacityAfter(), holds, turn.now());
        SchedulingPass.Result result;
        try (QueuePass queuePass = registry.queue().openPass()) {
            PolicyOrder order = new PolicyOrder(policy(options), calls, options.policyTimeout(), queuePass.view(), turn.now());
            result = pass.run(registry.queue(), queuePass, order);
        }
        holds = result.holds();
        reasons.set(result.reasons());
        for (SchedulingPass.Start start : result.starts()) {
            boolean started = turn.apply(start.job(), new JobInput.Start(start.placement()))
                    .filter(d -> d.verdict() == Decision.Verdict.CHANGED).isPresent();
            if (!started) {
                throw new IllegalStateException("a waiting job could not be started: " + start.job());
            }
        }
        result.rejections().forEach(r -> turn.apply(r.job(), new JobInput.Reject(r.reason())));
        return result.unfinished();
    }

    private Optional<SchedulingPolicy> policy(EngineSettings options) {
        Optional<SchedulingPolicy> policy = plugins.schedulingPolicies().named(options.schedulingPolicy());
        Optional<String> missing = policy.isPresent() ? Optional.empty() : Optional.of(options.schedulingPolicy());
        if (!missing.equals(missingPolicy)) {
            missing.ifPresentOrElse(
                    name -> LOG.warn("Scheduling policy {} is not installed; jobs start first come, first served", name),
                    () -> LOG.info("Scheduling policy {} is in use", options.schedulingPolicy()));
            missingPolicy = missing;
        }
        return policy;
    }
}
