package org.godocker.engine.internal.service;

import java.util.Optional;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.user.Caller;
import org.godocker.spi.store.JobStore;
import org.godocker.spi.store.StoreException;

/** Who may see which job: its owner and administrators. For everybody else it does not exist. */
final class JobVisibility {

    private final JobStore store;

    JobVisibility(JobStore store) {
        this.store = store;
    }

    /** The job as it is stored. */
    Job visible(Caller caller, JobId id) {
        Optional<Job> job;
        try {
            job = store.find(id);
        } catch (StoreException e) {
            throw unavailable(e);
        }
        return job.filter(j -> caller.administrator() || j.owner().equals(caller.login()))
                .orElseThrow(() -> new NotFoundException("There is no job " + id));
    }

    static UnavailableException unavailable(StoreException e) {
        return new UnavailableException("The database does not answer now; try again later", e);
    }
}
