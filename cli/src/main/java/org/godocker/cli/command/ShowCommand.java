package org.godocker.cli.command;

import org.godocker.cli.exit.ExitCode;
import org.godocker.cli.json.Json;
import org.godocker.cli.terminal.Table;
import org.godocker.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows a job.")
final class ShowCommand extends ServerCommand {

    @Parameters(paramLabel = "ID", converter = JobId.class, description = "Id of the job.")
    private long id;
    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    ShowCommand(Surroundings around) {
        super(around);
    }

    @Override
    public Integer call() {
        Json job = server().get("/jobs/" + id);
        if (json) {
            return printed(job);
        }
        Table table = new Table("FIELD", "VALUE");
        for (String name : job.names()) {
            Json value = job.at(name);
            if (!value.isNull() && !name.equals("script")) {
                table.add(name, name.equals("reason") ? value.at("message").shown() : value.shown().isEmpty() ? value.write() : value.shown());
            }
        }
        table.print(around);
        return ExitCode.OK;
    }
}
