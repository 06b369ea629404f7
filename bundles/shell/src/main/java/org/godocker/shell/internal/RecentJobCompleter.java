package org.godocker.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.godocker.api.job.JobQuery;
import org.godocker.api.job.JobService;

/** Completes numbers of the newest jobs. */
@Service
public final class RecentJobCompleter implements Completer {

    @Reference
    private JobService jobs;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter delegate = new StringsCompleter();
        jobs.list(ShellCaller.of(session), JobQuery.all()).items().forEach(job -> delegate.getStrings().add(job.id().toString()));
        return delegate.complete(session, line, candidates);
    }
}
