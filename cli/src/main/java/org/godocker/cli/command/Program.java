package org.godocker.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.godocker.cli.exit.CommandFailure;
import org.godocker.cli.exit.ExitCode;
import org.godocker.cli.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** All commands put together. */
public final class Program {

    @Command(name = "godocker", mixinStandardHelpOptions = true, version = "godocker 1.0.0",
            description = "Runs jobs on a go-docker server.",
            footer = {"", "GODOCKER_URL and GODOCKER_TOKEN go before the configuration file.",
                    "Exit codes: 0 done, 1 refused, 2 wrong usage, 3 server not reached, 4 not logged in;",
                    "with --wait and wait the job's own, 125 if it has none."})
    static final class Root implements Runnable {
        @Override
        public void run() {
            throw CommandFailure.usage("a command is missing; see: godocker --help");
        }
    }

    @Command(name = "job", mixinStandardHelpOptions = true, description = "Submits, shows and ends jobs.")
    static final class Jobs implements Runnable {
        @Override
        public void run() {
            throw CommandFailure.usage("a command is missing; see: godocker job --help");
        }
    }

    private Program() {
    }

    /** @return the exit code; what went wrong has been said in one line on the error output */
    public static int run(Surroundings around, String... args) {
        CommandLine jobs = new CommandLine(new Jobs());
        List.of(new SubmitCommand(around), new ListCommand(around), new ShowCommand(around), new LogCommand(around),
                new KillCommand(around), new WaitCommand(around), new GetCommand(around)).forEach(jobs::addSubcommand);
        CommandLine line = new CommandLine(new Root()).addSubcommand(new LoginCommand(around)).addSubcommand(jobs);
        line.setOut(new java.io.PrintWriter(around.out(), true)).setErr(new java.io.PrintWriter(around.err(), true));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(around.coloured() ? Ansi.ON : Ansi.OFF));
        line.setParameterExceptionHandler((e, given) -> {
            String name = e.getCommandLine().getCommandSpec().qualifiedName();
            return said(around, CommandFailure.usage(e.getMessage().replaceAll("\\s*\\R\\s*", " ") + "; see: " + name + " --help", e));
        });
        line.setExecutionExceptionHandler((e, at, parsed) -> {
            if (e instanceof CommandFailure failure) {
                return said(around, failure);
            }
            throw e;
        });
        return line.execute(withSubcommand(args));
    }

    /** A command that only groups others shows its help. */
    private static String[] withSubcommand(String... args) {
        List<String> words = new ArrayList<>(List.of(args));
        if (words.isEmpty() || words.equals(List.of("job"))) {
            words.add("--help");
        }
        return words.toArray(String[]::new);
    }

    private static int said(Surroundings around, CommandFailure failure) {
        if (failure.exitCode() != ExitCode.OUTPUT_CLOSED) {
            around.err().println("godocker: " + failure.getMessage());
        }
        return failure.exitCode();
    }
}
