package org.godocker.cli.command;

import org.godocker.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "wait", description = "Waits for the end of a job and ends with its exit code.")
final class WaitCommand extends ServerCommand {

    @Parameters(paramLabel = "ID", converter = JobId.class, description = "Id of the job.")
    private long id;

    WaitCommand(Surroundings around) {
        super(around);
    }

    @Override
    public Integer call() {
        return Following.toEnd(around, server(), id, false);
    }
}
