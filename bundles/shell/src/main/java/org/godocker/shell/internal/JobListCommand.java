package org.godocker.shell.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobQuery;
import org.godocker.api.job.JobService;
import org.godocker.api.job.JobState;
import org.godocker.api.page.Page;

/** {@code godocker:job-list}. */
@Service
@Command(scope = "godocker", name = "job-list", description = "Lists jobs, newest first")
public final class JobListCommand implements Action {

    @Reference
    private JobService jobs;

    @Reference
    private Session session;

    @Option(name = "-s", aliases = "--state", description = "Only jobs in this state; may be repeated", multiValued = true)
    @Completion(StateCompleter.class)
    private List<String> states;

    @Option(name = "-u", aliases = "--user", description = "Only jobs of this user")
    @Completion(LoginCompleter.class)
    private String owner;

    @Option(name = "-p", aliases = "--project", description = "Only jobs of this project")
    private String project;

    @Option(name = "-t", aliases = "--tag", description = "Only jobs with this tag")
    private String tag;

    @Option(name = "--text", description = "Only jobs with this in their name or description")
    private String text;

    @Option(name = "-l", aliases = "--limit", description = "How many at most, up to 500")
    private int limit = JobQuery.DEFAULT_LIMIT;

    @Option(name = "--cursor", description = "Go on where an earlier list ended")
    private String cursor;

    @Override
    public Object execute() {
        if (limit < 1 || limit > JobQuery.MAX_LIMIT) {
            throw InvalidRequestException.of("limit", "range", "must be 1 to " + JobQuery.MAX_LIMIT);
        }
        Page<Job> page = jobs.list(ShellCaller.of(session), new JobQuery(states(), Optional.ofNullable(owner), Optional.ofNullable(project),
                Optional.ofNullable(tag), Optional.ofNullable(text), Optional.ofNullable(cursor), limit));
        ShellTable table = new ShellTable();
        for (String column : List.of("ID", "Name", "User", "State", "Reason", "Node", "Submitted", "Exit")) {
            table.column(column);
        }
        table.emptyTableText("No jobs");
        page.items().forEach(job -> table.addRow().addContent(job.id(), job.spec().name(), job.owner(), job.state(),
                job.progress().status().reason().code(), Words.place(job.progress().placement()), Words.time(job.submitted()),
                Words.exitCode(job)));
        table.print(session.getConsole());
        page.next().ifPresent(next -> session.getConsole().println("There are more: godocker:job-list --cursor " + next));
        return null;
    }

    private Set<JobState> states() {
        Set<JobState> set = new HashSet<>();
        for (String state : states == null ? List.<String>of() : states) {
            try {
                set.add(JobState.valueOf(state.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw InvalidRequestException.of("state", "known", "must be one of " + List.of(JobState.values()));
            }
        }
        return set;
    }
}
