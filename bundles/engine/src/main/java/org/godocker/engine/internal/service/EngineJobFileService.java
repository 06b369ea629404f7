package org.godocker.engine.internal.service;

import java.io.InputStream;
import java.util.List;
import java.util.OptionalInt;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobFileService;
import org.godocker.api.job.JobId;
import org.godocker.api.job.OutputStreamName;
import org.godocker.api.job.WorkspaceEntry;
import org.godocker.api.user.Caller;
import org.godocker.engine.internal.core.EngineCore;
import org.godocker.engine.internal.workspace.WorkspaceReader;
import org.godocker.spi.store.JobStore;

/** Files of jobs for clients: first who may see the job, then the careful reader. */
final class EngineJobFileService implements JobFileService {

    private final EngineCore core;
    private final JobVisibility visibility;
    private final WorkspaceReader reader;
    private final FileOwners owners;

    EngineJobFileService(EngineCore core, JobStore store, WorkspaceReader reader, FileOwners owners) {
        this.core = core;
        this.visibility = new JobVisibility(store);
        this.reader = reader;
        this.owners = owners;
    }

    @Override
    public List<WorkspaceEntry> list(Caller caller, JobId id, String path) {
        visibility.visible(caller, id);
        return reader.list(id, path).entries();
    }

    @Override
    public WorkspaceFile open(Caller caller, JobId id, String path) {
        visibility.visible(caller, id);
        int uid = owners.of(id).orElseThrow(() -> new NotFoundException("Job " + id + " has no files"));
        return reader.open(id, uid, path);
    }

    @Override
    public InputStream log(Caller caller, JobId id, OutputStreamName stream, boolean follow) {
        Job job = visibility.visible(caller, id);
        if (!follow || job.state().isTerminal()) {
            OptionalInt uid = owners.of(id);
            return uid.isEmpty() ? InputStream.nullInputStream() : reader.log(id, uid.getAsInt(), stream);
        }
        return new FollowedLog(reader, owners, id, stream, core.whenEnded(id)).begin();
    }
}
