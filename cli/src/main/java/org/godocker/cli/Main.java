package org.godocker.cli;

import org.godocker.cli.command.Program;
import org.godocker.cli.terminal.Surroundings;

/** Where the launcher enters. */
public final class Main {

    private Main() {
    }

    public static void main(String[] args) {
        System.exit(Program.run(Surroundings.ofProcess(), args));
    }
}
