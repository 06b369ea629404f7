package org.godocker.store.jpa.internal.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A virtual machine of its own with the classes of this one, that can be killed without harm to the tests. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final Writer input;

    /** @param shell command run before, in the same process, for example {@code ulimit}; empty for none */
    ChildJvm(String shell, Path folder, Class<?> main, String... arguments) throws IOException {
        List<String> java = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-Dderby.stream.error.file=" + folder.resolve("derby.log"), "-cp", System.getProperty("java.class.path"), main.getName()));
        java.addAll(List.of(arguments));
        List<String> command = new ArrayList<>(List.of("sh", "-c", (shell.isEmpty() ? "" : shell + " && ") + "exec \"$@\"", "child"));
        command.addAll(java);
        process = new ProcessBuilder(command).redirectError(folder.resolve("errors.log").toFile()).start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        input = process.outputWriter(StandardCharsets.UTF_8);
    }

    long pid() {
        return process.pid();
    }

    /** @return null at the end of the output */
    String readLine() {
        try {
            return output.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException("reading what the child wrote", e);
        }
    }

    void writeLine(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    /** Kills it with SIGKILL. @return what it had written and nobody had read */
    List<String> kill() throws InterruptedException {
        // Not by the process itself, which would close the streams with what is still in them.
        process.toHandle().destroyForcibly();
        List<String> rest = new ArrayList<>();
        for (String line = readLine(); line != null; line = readLine()) {
            rest.add(line);
        }
        process.waitFor();
        return rest;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
