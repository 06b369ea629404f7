package org.godocker.rest.internal.job;

import java.util.regex.Pattern;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.job.JobId;

/** Job ids in paths. What cannot be an id is a job that does not exist. */
final class JobIds {

    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,18}");

    private JobIds() {
    }

    /** @throws NotFoundException when no job could have this id */
    static JobId parse(String text) {
        if (FORM.matcher(text).matches()) {
            try {
                return JobId.parse(text);
            } catch (IllegalArgumentException e) {
                throw new NotFoundException("there is no such job", e);
            }
        }
        throw new NotFoundException("there is no such job; a job id is a whole number of 1 or more");
    }
}
