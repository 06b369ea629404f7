package org.godocker.engine.internal.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.engine.internal.plugin.PluginCallException;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.spi.Plugin;
import org.godocker.spi.quota.QuotaCounts;
import org.godocker.spi.quota.QuotaPolicy;
import org.godocker.spi.scheduling.QueuedJob;
import org.godocker.spi.watcher.StartVerdict;
import org.godocker.spi.watcher.Watcher;

/**
 * Asks the watchers and quota policies in use whether a job may start now. One objection is enough; a plugin that
 * configuration names and that is absent or does not answer holds jobs back, because it may be there to protect.
 */
final class StartChecks {

    /**
     * An objection.
     *
     * @param reason what the job shows
     * @param forEver whether it will never be lifted, so that the job ends as rejected
     */
    record Objection(Reason reason, boolean forEver) {
    }

    private interface Question<P> {
        StartVerdict ask(P plugin);
    }

    private final PluginCalls calls;
    private final Duration limit;
    private final List<String> watcherNames;
    private final Map<String, Watcher> watchers;
    private final List<String> quotaNames;
    private final Map<String, QuotaPolicy> quotas;
    private final QuotaCounts counts;

    StartChecks(PluginCalls calls, Duration limit, List<String> watcherNames, Map<String, Watcher> watchers,
            List<String> quotaNames, Map<String, QuotaPolicy> quotas, QuotaCounts counts) {
        this.calls = calls;
        this.limit = limit;
        this.watcherNames = watcherNames;
        this.watchers = watchers;
        this.quotaNames = quotaNames;
        this.quotas = quotas;
        this.counts = counts;
    }

    /** The first objection, watchers first; empty when the job may start. */
    Optional<Objection> objection(QueuedJob job, Instant now) {
        return firstObjection("Watcher", watcherNames, watchers, w -> w.mayStart(job, now),
                        ReasonCode.HELD_BY_WATCHER, ReasonCode.REJECTED_BY_WATCHER)
                .or(() -> firstObjection("Quota policy", quotaNames, quotas, q -> q.mayStart(job, counts, now),
                        ReasonCode.HELD_BY_QUOTA, ReasonCode.REJECTED_BY_QUOTA));
    }

    private <P extends Plugin> Optional<Objection> firstObjection(String kind, List<String> names, Map<String, P> installed,
            Question<P> question, ReasonCode held, ReasonCode rejected) {
        for (String name : names) {
            P plugin = installed.get(name);
            if (plugin == null) {
                return Optional.of(new Objection(Reason.of(held, kind + " " + name
                        + " is named in the configuration but not installed; jobs wait until it is"), false));
            }
            Optional<Objection> objection = ask(plugin, question, held, rejected);
            if (objection.isPresent()) {
                return objection;
            }
        }
        return Optional.empty();
    }

    private <P extends Plugin> Optional<Objection> ask(P plugin, Question<P> question, ReasonCode held, ReasonCode rejected) {
        StartVerdict verdict;
        try {
            verdict = calls.call(plugin, limit, () -> question.ask(plugin));
        } catch (PluginCallException e) {
            return Optional.of(new Objection(Reason.of(held, e.getMessage()), false));
        }
        if (verdict instanceof StartVerdict.Hold hold) {
            return Optional.of(new Objection(Reason.of(held, hold.message()), false));
        } else if (verdict instanceof StartVerdict.Reject reject) {
            return Optional.of(new Objection(Reason.of(rejected, reject.message()), true));
        }
        return Optional.empty();
    }
}
