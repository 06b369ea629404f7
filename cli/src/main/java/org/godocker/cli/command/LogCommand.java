package org.godocker.cli.command;

import java.io.IOException;
import java.io.InputStream;
import org.godocker.cli.exit.CommandFailure;
import org.godocker.cli.exit.ExitCode;
import org.godocker.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "log", description = "Shows what a job wrote.")
final class LogCommand extends ServerCommand {

    @Parameters(paramLabel = "ID", converter = JobId.class, description = "Id of the job.")
    private long id;
    @Option(names = {"-f", "--follow"}, description = "Stays with both outputs until the job has ended; ends with its exit code.")
    private boolean follow;
    @Option(names = "--stderr", description = "The error output; without it the standard output.")
    private boolean errors;

    LogCommand(Surroundings around) {
        super(around);
    }

    @Override
    public Integer call() {
        if (follow) {
            return Following.toEnd(around, server(), id, true);
        }
        try (InputStream in = server().open("/jobs/" + id + "/log?stream=" + (errors ? "stderr" : "stdout")).body()) {
            in.transferTo(around.out());
            return around.out().checkError() ? ExitCode.OUTPUT_CLOSED : ExitCode.OK;
        } catch (IOException e) {
            throw CommandFailure.unreachable("the connection broke; try again", e);
        }
    }
}
