package org.godocker.rest.internal.fake;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.job.JobFileService;
import org.godocker.api.job.JobId;
import org.godocker.api.job.OutputStreamName;
import org.godocker.api.job.WorkspaceEntry;
import org.godocker.api.user.Caller;

/** The same few files in every workspace; output that a test writes while it is followed. */
public final class FakeFiles implements JobFileService {

    private final FakeJobs jobs;
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final LiveOutput live = new LiveOutput();
    private volatile long sizeError;

    public FakeFiles(FakeJobs jobs) {
        this.jobs = jobs;
        put("god.log", "out\n".getBytes());
        put("god.err", "err\n".getBytes());
        put("dir/page.html", "<script>alert(1)</script>".getBytes());
        put("dir/a b\u00e9\"%.txt", "named".getBytes());
    }

    public void put(String path, byte[] content) {
        files.put(path, content);
    }

    @Override
    public List<WorkspaceEntry> list(Caller caller, JobId id, String path) {
        jobs.get(caller, id);
        asked.add("list " + path);
        String prefix = path.isEmpty() ? "" : path + "/";
        Map<String, WorkspaceEntry> entries = new TreeMap<>();
        files.forEach((name, content) -> {
            if (name.startsWith(prefix)) {
                String rest = name.substring(prefix.length());
                int slash = rest.indexOf('/');
                String own = slash < 0 ? rest : rest.substring(0, slash);
                entries.put(own, new WorkspaceEntry(own, slash < 0 ? WorkspaceEntry.Kind.FILE : WorkspaceEntry.Kind.DIRECTORY,
                        slash < 0 ? content.length : 0, Instant.EPOCH));
            }
        });
        if (entries.isEmpty()) {
            throw new NotFoundException("there is no such file or directory");
        }
        return new ArrayList<>(entries.values());
    }

    @Override
    public WorkspaceFile open(Caller caller, JobId id, String path) {
        jobs.get(caller, id);
        asked.add("open " + path);
        byte[] content = files.get(path);
        if (content == null) {
            throw new NotFoundException("there is no such file");
        }
        return new WorkspaceFile(new ByteArrayInputStream(content), content.length + sizeError);
    }

    @Override
    public InputStream log(Caller caller, JobId id, OutputStreamName stream, boolean follow) {
        jobs.get(caller, id);
        return follow ? live.open() : new ByteArrayInputStream(files.get(stream.fileName()));
    }

    /** What the service was asked for, in order. */
    public List<String> asked() {
        return asked;
    }

    public LiveOutput live() {
        return live;
    }

    /** Claims files to be so much longer than they are, as one that is cut while it is read. */
    public void sizeError(long bytes) {
        sizeError = bytes;
    }
}
