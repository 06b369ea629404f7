package org.godocker.engine.internal.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.godocker.engine.internal.plugin.PluginCallException;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.spi.scheduling.QueueView;
import org.godocker.spi.scheduling.QueuedJob;
import org.godocker.spi.scheduling.SchedulingPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs from a scheduling policy, a few at a time and bounded in time, and falls back to first come, first served
 * for the rest of the pass when the policy is absent, throws or hangs.
 */
final class PolicyOrder {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyOrder.class);

    private final Optional<SchedulingPolicy> policy;
    private final PluginCalls calls;
    private final Duration limit;
    private final QueueView view;
    private final Instant now;
    private Iterator<QueuedJob> order;
    private boolean fallenBack;

    PolicyOrder(Optional<SchedulingPolicy> policy, PluginCalls calls, Duration limit, QueueView view, Instant now) {
        this.policy = policy;
        this.calls = calls;
        this.limit = limit;
        this.view = view;
        this.now = now;
        this.fallenBack = policy.isEmpty();
    }

    /** The next jobs in order, at most {@code count}; empty when there are no more. */
    List<QueuedJob> next(int count) {
        if (!fallenBack) {
            SchedulingPolicy plugin = policy.orElseThrow();
            try {
                return calls.call(plugin, limit, () -> {
                    if (order == null) {
                        order = plugin.order(view, now);
                    }
                    return take(order, count);
                });
            } catch (PluginCallException e) {
                LOG.warn("Scheduling policy {}: {}; first come, first served for this pass", plugin.name(), e.getMessage(), e.getCause());
                fallenBack = true;
                order = null;
            }
        }
        if (order == null) {
            order = view.bySubmission();
        }
        return take(order, count);
    }

    private static List<QueuedJob> take(Iterator<QueuedJob> order, int count) {
        List<QueuedJob> taken = new ArrayList<>(count);
        while (taken.size() < count && order.hasNext()) {
            taken.add(order.next());
        }
        return taken;
    }
}
