package org.godocker.engine.internal.lifecycle;

import java.util.List;
import java.util.Objects;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobStatus;

/**
 * What an input means for a job.
 *
 * @param verdict  whether it changes anything
 * @param progress the job afterwards; the same as before unless {@code CHANGED}
 * @param steps    the statuses it goes through, oldest first; empty when only an intent or a handle changes
 * @param effects  what to do once the change is committed, in order
 */
public record Decision(Verdict verdict, JobProgress progress, List<JobStatus> steps, List<JobEffect> effects) {

    /** Whether an input changes a job. */
    public enum Verdict {
        /** The job changes, or effects are to be carried out. */
        CHANGED,
        /** Late, repeated, or already so: nothing to do. */
        IGNORED,
        /** A request that the job's state does not allow. */
        REFUSED
    }

    public Decision {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(progress, "progress");
        steps = List.copyOf(steps);
        effects = effects.stream().sorted().toList();
    }

    static Decision ignored(JobProgress progress) {
        return new Decision(Verdict.IGNORED, progress, List.of(), List.of());
    }

    static Decision refused(JobProgress progress) {
        return new Decision(Verdict.REFUSED, progress, List.of(), List.of());
    }

    static Decision changed(JobProgress progress, List<JobStatus> steps, JobEffect... effects) {
        return new Decision(Verdict.CHANGED, progress, steps, List.of(effects));
    }
}
