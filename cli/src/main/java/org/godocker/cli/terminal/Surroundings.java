package org.godocker.cli.terminal;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the program finds around it.
 *
 * @param env       environment variables
 * @param terminals which of {@code in}, {@code out}, {@code err} are terminals
 */
public record Surroundings(Map<String, String> env, InputStream in, PrintStream out, PrintStream err, Set<String> terminals) {

    /** The launcher says which streams are terminals, because Java cannot find out. */
    public static Surroundings ofProcess() {
        Set<String> terminals = Set.copyOf(java.util.Arrays.asList(System.getProperty("godocker.terminals", "").split(",")));
        return new Surroundings(System.getenv(), System.in, new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8), terminals);
    }

    public boolean coloured() {
        return terminals.contains("out") && env.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** Columns of the terminal; without bound if the output is none. */
    public int width() {
        String columns = env.getOrDefault("COLUMNS", "");
        boolean known = terminals.contains("out") && columns.matches("[1-9][0-9]{1,4}");
        return known ? Integer.parseInt(columns) : Integer.MAX_VALUE;
    }

    /** Asks without echo; empty if there is nobody to ask. */
    public Optional<String> askSecret(String prompt) {
        Console console = terminals.contains("in") ? System.console() : null;
        return Optional.ofNullable(console == null ? null : console.readPassword("%s", prompt)).map(String::new);
    }
}
