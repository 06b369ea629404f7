package org.godocker.engine.internal.service;

import java.util.Locale;
import java.util.Optional;
import org.godocker.api.error.ConflictException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.engine.internal.core.EngineCore;
import org.godocker.engine.internal.lifecycle.Decision;

/** What keeps a job from being frozen or from going on, in words for the one who asked. */
final class Suspensions {

    private final EngineCore core;

    Suspensions(EngineCore core) {
        this.core = core;
    }

    /** Refuses what the job's executor could never do; a job without one is left to the engine. */
    void requirePossible(Job job) {
        if (!job.state().holdsCapacity()) {
            return;
        }
        String executor = job.progress().placement().orElseThrow().executor();
        Optional<Boolean> can = core.canSuspend(executor);
        if (can.isEmpty()) {
            throw new UnavailableException("Executor " + executor + " is not installed now; try again when it is back");
        }
        if (!can.get()) {
            throw new ConflictException("NOT_SUSPENDABLE", "Executor " + executor + " cannot freeze containers");
        }
    }

    /**
     * @param decision what the engine made of the wish; empty when the job has ended
     * @param done     what was wished for, for example {@code suspended}
     */
    void check(JobId id, String done, Optional<Decision> decision) {
        if (decision.isEmpty()) {
            throw new ConflictException("JOB_ENDED", "Job " + id + " has ended already");
        }
        if (decision.get().verdict() != Decision.Verdict.REFUSED) {
            return;
        }
        String why = decision.get().progress().intent()
                .map(intent -> "it is asked to " + intent.kind().name().toLowerCase(Locale.ROOT) + " at the moment")
                .orElse("it is " + decision.get().progress().state());
        throw new ConflictException("WRONG_STATE", "Job " + id + " cannot be " + done + ": " + why);
    }
}
