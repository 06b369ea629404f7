package org.godocker.cli.command;

import org.godocker.cli.exit.ExitCode;
import org.godocker.cli.json.Json;
import org.godocker.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "kill", description = "Asks for the end of a job.")
final class KillCommand extends ServerCommand {

    @Parameters(paramLabel = "ID", converter = JobId.class, description = "Id of the job.")
    private long id;
    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    KillCommand(Surroundings around) {
        super(around);
    }

    @Override
    public Integer call() {
        Json job = server().post("/jobs/" + id + "/kill", Json.of(null));
        if (json) {
            return printed(job);
        }
        around.out().println(standing(job));
        return ExitCode.OK;
    }
}
