package org.godocker.rest.internal.job;

import java.util.List;
import org.godocker.api.job.JobSubmission;

/**
 * The body of a submission, read but not judged.
 *
 * @param owner null for the caller himself
 * @param list  whether it came as a list, which is answered by a list
 */
record Submission(String owner, List<JobSubmission> jobs, boolean list) {
}
