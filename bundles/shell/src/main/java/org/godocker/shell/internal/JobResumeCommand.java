package org.godocker.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobService;
import org.godocker.api.job.JobState;

/** {@code godocker:job-resume}. */
@Service
@Command(scope = "godocker", name = "job-resume", description = "Lets frozen jobs go on")
public final class JobResumeCommand implements Action {

    @Reference
    private JobService jobs;

    @Reference
    private Session session;

    @Argument(name = "jobs", description = "Numbers of the jobs", required = true, multiValued = true)
    @Completion(RecentJobCompleter.class)
    private List<String> ids;

    @Override
    public Object execute() {
        for (String id : ids) {
            Job job = jobs.resume(ShellCaller.of(session), JobId.parse(id));
            session.getConsole().println("Job " + id + (job.state() == JobState.RUNNING ? " goes on" : " is asked to go on"));
        }
        return null;
    }
}
