package org.godocker.engine.internal.dispatch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobShape;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;

/**
 * Why waiting jobs wait, as the last scheduling pass learnt it. Kept by what the reason depends on, so that a million
 * jobs that wait for the same thing cost one entry. Immutable once published.
 */
public final class WaitReasons {

    /** Interchangeable jobs of one user. */
    record GroupKey(String owner, String project, JobShape shape) {
    }

    /** Nothing learnt yet. */
    public static final WaitReasons NONE = new WaitReasons();

    /** Nothing can start at all. */
    static WaitReasons withoutExecutor() {
        WaitReasons reasons = new WaitReasons();
        reasons.putGeneral(Reason.of(ReasonCode.EXECUTOR_ABSENT, "No executor is installed now"));
        return reasons;
    }

    private final Map<JobId, Reason> byJob = new HashMap<>();
    private final Map<GroupKey, Reason> byGroup = new HashMap<>();
    private final Map<JobShape, Reason> byShape = new HashMap<>();
    private Reason general;

    void put(JobId job, Reason reason) {
        byJob.put(job, reason);
    }

    void put(GroupKey group, Reason reason) {
        byGroup.put(group, reason);
    }

    void put(JobShape shape, Reason reason) {
        byShape.put(shape, reason);
    }

    /** The reason of all jobs that have none of their own. */
    void putGeneral(Reason reason) {
        general = reason;
    }

    /** Empty when it only waits for its turn. */
    public Optional<Reason> of(JobId job, String owner, String project, JobShape shape) {
        Reason reason = byJob.get(job);
        if (reason == null) {
            reason = byGroup.get(new GroupKey(owner, project, shape));
        }
        if (reason == null) {
            reason = byShape.get(shape);
        }
        return Optional.ofNullable(reason == null ? general : reason);
    }
}
