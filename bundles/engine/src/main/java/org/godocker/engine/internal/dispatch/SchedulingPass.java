package org.godocker.engine.internal.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobShape;
import org.godocker.api.job.MemorySize;
import org.godocker.api.job.Placement;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.api.job.ResourceRequest;
import org.godocker.engine.internal.queue.QueueIndex;
import org.godocker.engine.internal.queue.QueuePass;
import org.godocker.spi.scheduling.QueuedJob;

/**
 * One look at the queue: who starts where now, and why the others wait. It takes jobs in the policy's order and stops as
 * soon as nothing more fits, so that it costs by what can start and not by what waits.
 *
 * <p>A job that does not fit is passed over by smaller ones, until it has waited for {@code holdAfter}: then a node is
 * kept free for it, which means that others are put there only if it still fits beside them.
 */
final class SchedulingPass {

    private static final int CHUNK = 64;
    /** A pass that starts more than this lets the engine write and breathe first. */
    private static final int MOST_STARTS = 500;
    /** So many jobs of one group held back one by one, and the whole group is passed over for this pass. */
    private static final int HELD_BEFORE_GROUP_IS_SKIPPED = 20;

    record Start(JobId job, Placement placement) {
    }

    record Rejection(JobId job, Reason reason) {
    }

    /**
     * What came of a pass.
     *
     * @param starts     jobs to start; their capacity is held in the ledger already
     * @param rejections jobs that never may start
     * @param reasons    why the others wait
     * @param holds      which job each kept-free node is kept for
     * @param unfinished whether another pass should follow at once
     */
    record Result(List<Start> starts, List<Rejection> rejections, WaitReasons reasons, Map<JobId, Placement> holds,
            boolean unfinished) {
    }

    private final NodeLedger ledger;
    private final StartChecks checks;
    private final Duration holdAfter;
    private final Map<JobId, Placement> earlierHolds;
    private final Instant now;

    private final List<Start> starts = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final WaitReasons reasons = new WaitReasons();
    private final Map<Placement, ResourceRequest> held = new HashMap<>();
    private final Map<JobId, Placement> holds = new LinkedHashMap<>();
    private final Map<WaitReasons.GroupKey, Integer> heldBack = new HashMap<>();
    private final Set<JobId> seen = new HashSet<>();
    /** The policy may have looked ahead before a shape was blocked. */
    private final Set<JobShape> doNotFit = new HashSet<>();

    SchedulingPass(NodeLedger ledger, StartChecks checks, Duration holdAfter, Map<JobId, Placement> earlierHolds, Instant now) {
        this.ledger = ledger;
        this.checks = checks;
        this.holdAfter = holdAfter;
        this.earlierHolds = earlierHolds;
        this.now = now;
    }

    Result run(QueueIndex queue, QueuePass pass, PolicyOrder order) {
        boolean more = true;
        while (more && starts.size() < MOST_STARTS && !isFull(queue)) {
            List<QueuedJob> chunk = order.next(CHUNK);
            more = !chunk.isEmpty();
            for (QueuedJob job : chunk) {
                if (starts.size() < MOST_STARTS && queue.get(job.id()).isPresent() && seen.add(job.id())) {
                    consider(job, pass);
                }
            }
        }
        generalReason();
        return new Result(starts, rejections, reasons, holds, more && starts.size() >= MOST_STARTS);
    }

    private boolean isFull(QueueIndex queue) {
        return ledger.isFullFor(queue.smallestCpuMillis(), queue.smallestMemoryBytes());
    }

    private void consider(QueuedJob job, QueuePass pass) {
        if (doNotFit.contains(job.shape())) {
            return;
        }
        Optional<Placement> placement = ledger.place(job.shape(), held);
        if (placement.isEmpty()) {
            reasons.put(job.shape(), doesNotFit(job.shape()));
            doNotFit.add(job.shape());
            pass.block(job.shape());
            holdCapacity(job);
            return;
        }
        Optional<StartChecks.Objection> objection = checks.objection(job, now);
        if (objection.isEmpty()) {
            ledger.hold(placement.get(), job.shape().resources());
            starts.add(new Start(job.id(), placement.get()));
        } else if (objection.get().forEver()) {
            rejections.add(new Rejection(job.id(), objection.get().reason()));
        } else {
            holdBack(job, objection.get().reason(), pass);
        }
    }

    private void holdBack(QueuedJob job, Reason reason, QueuePass pass) {
        reasons.put(job.id(), reason);
        WaitReasons.GroupKey group = new WaitReasons.GroupKey(job.owner(), job.project(), job.shape());
        if (heldBack.merge(group, 1, Integer::sum) >= HELD_BEFORE_GROUP_IS_SKIPPED) {
            reasons.put(group, reason);
            pass.block(job.owner(), job.project(), job.shape());
        }
    }

    private void holdCapacity(QueuedJob job) {
        if (now.isBefore(job.submitted().plus(holdAfter))) {
            return;
        }
        // The node of the pass before is kept if it still serves, or the hold would wander and never fill up.
        Optional<Placement> node = Optional.ofNullable(earlierHolds.get(job.id()))
                .filter(p -> !held.containsKey(p) && ledger.canHold(p, job.shape()))
                .or(() -> ledger.bestToHold(job.shape(), held.keySet()));
        node.ifPresent(p -> {
            held.put(p, job.shape().resources());
            holds.put(job.id(), p);
            reasons.put(job.id(), Reason.of(ReasonCode.NO_CAPACITY,
                    "Waiting for " + describe(job.shape().resources()) + "; node " + p.node() + " is kept free for it"));
        });
    }

    private Reason doesNotFit(JobShape shape) {
        if (!ledger.hasExecutor(shape.executor())) {
            return Reason.of(ReasonCode.EXECUTOR_ABSENT, "Executor " + shape.executor() + " is not installed now");
        }
        if (!ledger.hasAvailableNode(shape.executor())) {
            return unreachable();
        }
        if (!ledger.couldEverFit(shape)) {
            return Reason.of(ReasonCode.NO_NODE_LARGE_ENOUGH, "No node known now is large enough for " + describe(shape.resources()));
        }
        if (ledger.fitsWithoutHolds(shape)) {
            return Reason.of(ReasonCode.CAPACITY_HELD, "The nodes it would fit on are kept free for jobs that have waited longer");
        }
        return Reason.of(ReasonCode.NO_CAPACITY, "No node has " + describe(shape.resources()) + " free now");
    }

    private void generalReason() {
        if (!ledger.hasAvailableNode("")) {
            reasons.putGeneral(unreachable());
        } else if (ledger.isFullFor(1, 1)) {
            reasons.putGeneral(Reason.of(ReasonCode.NO_CAPACITY, "All nodes are full"));
        }
    }

    private Reason unreachable() {
        String messages = String.join("; ", ledger.view().stream().filter(n -> !n.available() && !n.message().isEmpty())
                .map(n -> n.name() + ": " + n.message()).limit(3).toList());
        return Reason.of(ReasonCode.EXECUTOR_UNREACHABLE, "No node can be reached now" + (messages.isEmpty() ? "" : " (" + messages + ")"));
    }

    static String describe(ResourceRequest resources) {
        return resources.cpus().toPlainString() + " cpus and " + MemorySize.format(resources.memoryBytes()) + " of memory";
    }
}
