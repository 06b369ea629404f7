package org.godocker.shell.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.godocker.api.job.JobFileService;
import org.godocker.api.job.JobId;
import org.godocker.api.job.OutputStreamName;

/** {@code godocker:job-log}. */
@Service
@Command(scope = "godocker", name = "job-log", description = "Prints what a job has written")
public final class JobLogCommand implements Action {

    private static final int BUFFER = 8192;

    @Reference
    private JobFileService files;

    @Reference
    private Session session;

    @Argument(name = "job", description = "Number of the job", required = true)
    @Completion(RecentJobCompleter.class)
    private String id;

    @Option(name = "-e", aliases = "--stderr", description = "Its errors in place of its output")
    private boolean stderr;

    @Option(name = "-f", aliases = "--follow", description = "Go on until the job has ended")
    private boolean follow;

    @Override
    public Object execute() throws IOException {
        PrintStream out = session.getConsole();
        try (InputStream log = files.log(ShellCaller.of(session), JobId.parse(id),
                stderr ? OutputStreamName.STDERR : OutputStreamName.STDOUT, follow)) {
            byte[] buffer = new byte[BUFFER];
            int count;
            while ((count = log.read(buffer)) >= 0) {
                out.write(buffer, 0, count);
                out.flush();
            }
        }
        return null;
    }
}
