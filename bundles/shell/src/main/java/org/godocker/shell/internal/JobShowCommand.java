package org.godocker.shell.internal;

import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;
import org.godocker.api.job.Efficiency;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobService;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.Lifespan;
import org.godocker.api.job.MemorySize;
import org.godocker.api.user.Caller;

/** {@code godocker:job-show}. */
@Service
@Command(scope = "godocker", name = "job-show", description = "Shows a job and its history")
public final class JobShowCommand implements Action {

    @Reference
    private JobService jobs;

    @Reference
    private Session session;

    @Argument(name = "job", description = "Number of the job", required = true)
    @Completion(RecentJobCompleter.class)
    private String id;

    @Override
    public Object execute() {
        Caller caller = ShellCaller.of(session);
        JobId jobId = JobId.parse(id);
        Job job = jobs.get(caller, jobId);
        PrintStream out = session.getConsole();
        JobSpec spec = job.spec();
        line(out, "Job", job.id() + (spec.name().isEmpty() ? "" : "  " + spec.name()));
        line(out, "User", job.owner() + ", project " + spec.project());
        if (!spec.tags().isEmpty()) {
            line(out, "Tags", String.join(", ", spec.tags()));
        }
        line(out, "State", job.state() + "  " + job.progress().status().reason().code());
        line(out, "Reason", job.progress().status().reason().message());
        line(out, "Image", spec.image());
        line(out, "Asked for", spec.resources().cpus().toPlainString() + " cpus, " + MemorySize.format(spec.resources().memoryBytes())
                + ", " + Lifespan.format(spec.lifespan()));
        line(out, "Attempt", job.progress().attempt() + " on " + Words.place(job.progress().placement()));
        line(out, "Submitted", Words.time(job.submitted()));
        line(out, "Started", Words.time(job.progress().started()) + "  ran " + Words.runTime(job, Instant.now()));
        line(out, "Ended", Words.time(job.progress().ended()) + "  exit code " + Words.exitCode(job));
        job.progress().usage().ifPresent(usage -> line(out, "Used",
                String.format(Locale.ROOT, "%.2f cpu seconds, at most %s", usage.cpuSeconds(), MemorySize.format(usage.memoryPeak()))));
        Efficiency.of(job).ifPresent(used -> line(out, "Efficiency", percent("cpu", used.cpu()) + percent(", memory", used.memory())
                + percent(", lifespan", OptionalDouble.of(used.time()))));
        ShellTable history = new ShellTable();
        history.column("Time");
        history.column("Attempt");
        history.column("State");
        history.column("Reason");
        history.column("Message");
        jobs.history(caller, jobId).forEach(step -> history.addRow().addContent(Words.time(step.status().time()), step.attempt(),
                step.status().state(), step.status().reason().code(), step.status().reason().message()));
        history.print(out);
        return null;
    }

    private static String percent(String name, OptionalDouble fraction) {
        return name + " " + (fraction.isEmpty() ? "unknown" : String.format(Locale.ROOT, "%.1f %%", 100 * fraction.getAsDouble()));
    }

    private static void line(PrintStream out, String name, String value) {
        out.println(String.format(Locale.ROOT, "%-10s %s", name, value));
    }
}
