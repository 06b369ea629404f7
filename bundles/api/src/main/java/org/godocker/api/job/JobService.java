package org.godocker.api.job;

import java.util.List;
import java.util.Optional;
import org.godocker.api.page.Page;
import org.godocker.api.user.Caller;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Submitting, reading and ending jobs. Implemented by the engine; called by the REST interface and the shell on their
 * own threads, any number at once. A caller who is not an administrator sees his own jobs only: those of others do not
 * exist for him. Every refusal is a {@link org.godocker.api.error.ServiceException} and has changed nothing.
 */
@ProviderType
public interface JobService {

    /**
     * Accepts jobs, all or none. When this returns they are on disk and will end once, whatever happens to the server.
     *
     * @param caller         who asks
     * @param owner          login the jobs run as: the caller's own unless the caller is an administrator
     * @param submissions    1 to the configured number at once
     * @param idempotencyKey repeated with the same owner and the same submissions, gives the jobs of the first call;
     *                       1 to 200 characters
     * @return the accepted jobs in the order of the submissions, and whether they had been accepted before
     * @throws org.godocker.api.error.InvalidRequestException when a rule is broken; with several submissions each field
     *         is prefixed with its index, for example {@code [3].image}. Code {@code REJECTED} when no node could ever
     *         give what is asked for
     * @throws org.godocker.api.error.LimitExceededException  when a quota policy refuses
     * @throws org.godocker.api.error.ForbiddenException      when the caller may not submit for the owner
     * @throws org.godocker.api.error.ConflictException       {@code IDEMPOTENCY_KEY_REUSED} when the key came before with
     *         other submissions
     * @throws org.godocker.api.error.StorageFullException    when there is no room
     * @throws org.godocker.api.error.UnavailableException    when the database does not answer
     */
    Submitted submit(Caller caller, String owner, List<JobSubmission> submissions, Optional<String> idempotencyKey);

    /**
     * One job; a pending one with the reason it waits for now.
     *
     * @throws org.godocker.api.error.NotFoundException when there is none that the caller may see
     */
    Job get(Caller caller, JobId id);

    /**
     * A page of jobs, newest first. Callers who are not administrators get their own whatever the query's owner is.
     *
     * @throws org.godocker.api.error.InvalidRequestException when the cursor was not given by this server
     */
    Page<Job> list(Caller caller, JobQuery query);

    /** Every step of the job's life so far, oldest first. */
    List<HistoryEntry> history(Caller caller, JobId id);

    /**
     * Asks for the end of a job. A pending one ends at once; one that holds a container is asked to stop, and killed
     * after a grace period. The wish survives a restart. Asking again is allowed.
     *
     * @return the job as it is after the request was recorded
     * @throws org.godocker.api.error.ConflictException {@code JOB_ENDED} when it has ended already
     */
    Job kill(Caller caller, JobId id);

    /**
     * Asks for a running job to be frozen: its processes stand still and keep their memory, its capacity stays its own, and
     * its lifespan goes on. The wish survives a restart. Asking again is allowed.
     *
     * @return the job as it is after the request was recorded
     * @throws org.godocker.api.error.NotFoundException    when there is none that the caller may see
     * @throws org.godocker.api.error.ConflictException    {@code JOB_ENDED} when it has ended, {@code WRONG_STATE} when it has
     *         not started or something else is being done with it, {@code NOT_SUSPENDABLE} when its executor cannot freeze
     * @throws org.godocker.api.error.UnavailableException when its executor is not installed now
     */
    Job suspend(Caller caller, JobId id);

    /**
     * Asks for a frozen job to go on; one that runs is left as it is. The wish survives a restart. Asking again is allowed.
     *
     * @return the job as it is after the request was recorded
     * @throws org.godocker.api.error.NotFoundException    when there is none that the caller may see
     * @throws org.godocker.api.error.ConflictException    {@code JOB_ENDED} when it has ended, {@code WRONG_STATE} when it has
     *         not started or something else is being done with it, {@code NOT_SUSPENDABLE} when its executor cannot freeze
     * @throws org.godocker.api.error.UnavailableException when its executor is not installed now
     */
    Job resume(Caller caller, JobId id);

    /**
     * Result of a submission.
     *
     * @param jobs     in the order of the submissions
     * @param repeated whether an earlier call with the same idempotency key had accepted them
     */
    record Submitted(List<Job> jobs, boolean repeated) {

        public Submitted {
            jobs = List.copyOf(jobs);
        }
    }
}
