package org.godocker.cli.command;

import java.util.concurrent.Callable;
import org.godocker.cli.config.Configuration;
import org.godocker.cli.exit.ExitCode;
import org.godocker.cli.json.Json;
import org.godocker.cli.server.ServerClient;
import org.godocker.cli.terminal.Surroundings;
import org.godocker.cli.terminal.Table;
import picocli.CommandLine.Command;

/** A command that speaks with the server. */
@Command(mixinStandardHelpOptions = true)
abstract class ServerCommand implements Callable<Integer> {

    final Surroundings around;

    ServerCommand(Surroundings around) {
        this.around = around;
    }

    final ServerClient server() {
        return new ServerClient(new Configuration(around.env()).settings());
    }

    final int printed(Json document) {
        around.out().println(document.writeIndented());
        return ExitCode.OK;
    }

    /** Says how a job stands, in one line. */
    static String standing(Json job) {
        return Table.harmless("job " + job.at("id").shown() + " " + job.at("state").shown() + ": " + job.at("reason").at("message").shown());
    }
}
