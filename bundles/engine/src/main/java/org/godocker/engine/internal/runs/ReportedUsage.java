package org.godocker.engine.internal.runs;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.godocker.api.job.JobId;
import org.godocker.api.job.ResourceUsage;
import org.godocker.engine.internal.workspace.UsageReport;
import org.godocker.engine.internal.workspace.WorkspaceReader;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.RunOutcome;

/**
 * Completes usage with what the container's wrapper wrote into the workspace at its end. That file belongs to the user,
 * so it can only add to what the executor measured itself: a job that writes less than it used gains nothing.
 */
public final class ReportedUsage implements UsageSource {

    private final WorkspaceReader reader;
    private final Function<JobId, OptionalInt> fileOwner;

    /** @param fileOwner the uid the files of a job belong to; empty when it is not known */
    public ReportedUsage(WorkspaceReader reader, Function<JobId, OptionalInt> fileOwner) {
        this.reader = reader;
        this.fileOwner = fileOwner;
    }

    @Override
    public RunOutcome complete(Run run, RunOutcome outcome) {
        JobId job = run.attempt().job();
        OptionalInt uid = fileOwner.apply(job);
        Optional<ResourceUsage> reported = uid.isEmpty() ? Optional.empty() : UsageReport.read(reader, job, uid.getAsInt());
        return reported.map(usage -> new RunOutcome(outcome.exitCode(), outcome.outOfMemory(), outcome.started(),
                outcome.ended(), outcome.usage().max(usage))).orElse(outcome);
    }
}
