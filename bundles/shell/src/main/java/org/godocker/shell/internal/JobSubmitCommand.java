package org.godocker.shell.internal;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobService;
import org.godocker.api.job.JobSubmission;
import org.godocker.api.job.Lifespan;
import org.godocker.api.job.MemorySize;
import org.godocker.api.job.VolumeRequest;

/** {@code godocker:job-submit}. */
@Service
@Command(scope = "godocker", name = "job-submit", description = "Submits a script to run in a container as a user")
public final class JobSubmitCommand implements Action {

    @Reference
    private JobService jobs;

    @Reference
    private Session session;

    @Argument(name = "script", description = "File on the server that holds the script", required = false)
    @Completion(FileCompleter.class)
    private String file;

    @Option(name = "-u", aliases = "--user", description = "Login of the user it runs as", required = true)
    @Completion(LoginCompleter.class)
    private String owner;

    @Option(name = "-i", aliases = "--image", description = "Image it runs in", required = true)
    private String image;

    @Option(name = "-s", aliases = "--shell", description = "The script itself, in place of a file")
    private String script;

    @Option(name = "-n", aliases = "--name", description = "Name of the job")
    private String name;

    @Option(name = "-d", aliases = "--description", description = "What it is for")
    private String description;

    @Option(name = "-t", aliases = "--tag", description = "Word to find it by; may be repeated", multiValued = true)
    private List<String> tags;

    @Option(name = "-p", aliases = "--project", description = "Project it is accounted to")
    private String project;

    @Option(name = "-c", aliases = "--cpus", description = "Cpu cores, for example 0.5")
    private String cpus;

    @Option(name = "-m", aliases = "--memory", description = "Memory, for example 512MiB")
    private String memory;

    @Option(name = "-l", aliases = "--lifespan", description = "How long it may run, for example 90m")
    private String lifespan;

    @Option(name = "-v", aliases = "--volume", description = "Volume as name[:ro|rw], for reading only unless rw; may be repeated", multiValued = true)
    private List<String> volumes;

    @Option(name = "-e", aliases = "--env", description = "Variable as NAME=value; may be repeated", multiValued = true)
    private List<String> variables;

    @Option(name = "--no-network", description = "Without any network")
    private boolean withoutNetwork;

    @Option(name = "--root", description = "As root in the container, where that is allowed")
    private boolean root;

    @Option(name = "-x", aliases = "--executor", description = "Executor to run it")
    private String executor;

    @Override
    public Object execute() throws IOException {
        JobSubmission submission = new JobSubmission(name, description, tags, project, image, script(), env(), cpus(), memory(),
                requestedVolumes(), lifespan(), withoutNetwork ? Boolean.FALSE : null, root ? Boolean.TRUE : null, executor);
        Job job = jobs.submit(ShellCaller.of(session), owner, List.of(submission), Optional.empty()).jobs().get(0);
        session.getConsole().println("Job " + job.id() + " submitted. Follow it with godocker:job-log --follow " + job.id());
        return null;
    }

    private String script() throws IOException {
        if ((file == null) == (script == null)) {
            throw InvalidRequestException.of("script", "required", "give either a file or --shell 'commands'");
        }
        return file == null ? script : Files.readString(Path.of(file), StandardCharsets.UTF_8);
    }

    private Map<String, String> env() {
        Map<String, String> env = new LinkedHashMap<>();
        for (String variable : variables == null ? List.<String>of() : variables) {
            int equals = variable.indexOf('=');
            if (equals < 1) {
                throw InvalidRequestException.of("env", "form", "a variable is written NAME=value");
            }
            env.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return env;
    }

    private BigDecimal cpus() {
        try {
            return cpus == null ? null : new BigDecimal(cpus);
        } catch (NumberFormatException e) {
            throw InvalidRequestException.of("cpus", "number", "must be a number such as 2 or 0.5");
        }
    }

    private Long memory() {
        try {
            return memory == null ? null : (Long) MemorySize.parse(memory);
        } catch (IllegalArgumentException e) {
            throw InvalidRequestException.of("memory", "size", e.getMessage());
        }
    }

    private java.time.Duration lifespan() {
        try {
            return lifespan == null ? null : Lifespan.parse(lifespan);
        } catch (IllegalArgumentException e) {
            throw InvalidRequestException.of("lifespan", "duration", e.getMessage());
        }
    }

    private List<VolumeRequest> requestedVolumes() {
        return volumes == null ? List.of() : volumes.stream().map(VolumeOption::parse).toList();
    }
}
