package org.godocker.itests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs of the machine for tests. */
public final class Shell {

    /**
     * What came of a program.
     *
     * @param exitCode of the program
     * @param output   both its streams, mixed as they came
     */
    public record Result(int exitCode, String output) {
    }

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Shell() {
    }

    /** Runs a program to its end and returns what it printed; fails when it fails. */
    public static String run(String... command) {
        Result result = tryRun(Map.of(), "", command);
        if (result.exitCode() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + result.exitCode() + ":\n" + result.output());
        }
        return result.output();
    }

    /** Runs a program to its end, whatever that is. */
    public static Result tryRun(Map<String, String> env, String input, String... command) {
        try {
            Path output = Files.createTempFile("itest", ".out");
            Path in = Files.createTempFile("itest", ".in");
            try {
                Files.writeString(in, input);
                ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true)
                        .redirectOutput(output.toFile()).redirectInput(in.toFile());
                builder.environment().putAll(env);
                Process process = builder.start();
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException(String.join(" ", command) + " did not end:\n" + Files.readString(output));
                }
                return new Result(process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
