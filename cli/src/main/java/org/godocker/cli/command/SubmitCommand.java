package org.godocker.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.godocker.cli.exit.CommandFailure;
import org.godocker.cli.exit.ExitCode;
import org.godocker.cli.json.Json;
import org.godocker.cli.script.ScriptOptions;
import org.godocker.cli.server.ServerClient;
import org.godocker.cli.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "submit", description = "Submits a script. Lines \"#GODOCKER --memory 4G\" before its first command give options too; "
        + "what the command line says wins.")
final class SubmitCommand extends ServerCommand {

    private static final int LARGEST_SCRIPT = 16 << 20;

    @Parameters(paramLabel = "SCRIPT", defaultValue = "-", description = "File with the script; standard input if left out or -.")
    private String script;
    @Mixin
    private JobOptions options;
    @Option(names = {"-w", "--wait"}, description = "Shows the job's output and ends with its exit code. Ctrl-C leaves the job running.")
    private boolean wait;
    @Option(names = "--json", description = "The accepted job as JSON.")
    private boolean json;

    SubmitCommand(Surroundings around) {
        super(around);
    }

    @Override
    public Integer call() {
        ServerClient server = server();
        String text = script();
        Json job = server.postOnce("/jobs", Json.of(submission(text)), UUID.randomUUID().toString());
        long id = job.at("id").asLong();
        if (json) {
            printed(job);
        } else if (wait) {
            around.err().println("job " + id + " submitted");
        } else {
            around.out().println(id);
        }
        return wait ? Following.toEnd(around, server, id, true) : ExitCode.OK;
    }

    private Map<String, Object> submission(String text) {
        Map<String, Object> fields = fromScript(text);
        Map<String, Object> own = options.fields();
        Object env = fields.get("env");
        fields.putAll(own);
        if (env instanceof Map<?, ?> ofScript && own.get("env") instanceof Map<?, ?> ofLine) {
            Map<Object, Object> both = new HashMap<>(ofScript);
            both.putAll(ofLine);
            fields.put("env", both);
        }
        if (!fields.containsKey("image")) {
            throw CommandFailure.usage("an image is missing; give --image IMAGE, or a line \"#GODOCKER --image IMAGE\" in the script");
        }
        if (!script.equals("-")) {
            fields.putIfAbsent("name", Path.of(script).getFileName().toString());
        }
        fields.put("script", text);
        return fields;
    }

    private static Map<String, Object> fromScript(String text) {
        List<String> words = ScriptOptions.words(text);
        JobOptions given = new JobOptions();
        try {
            new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("job", CommandLine.Model.CommandSpec.forAnnotatedObject(given)))
                    .parseArgs(words.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            throw CommandFailure.usage("in the #GODOCKER lines of the script: " + e.getMessage() + "; see: godocker job submit --help", e);
        }
        return given.fields();
    }

    private String script() {
        try (InputStream in = script.equals("-") ? around.in() : Files.newInputStream(Path.of(script))) {
            byte[] bytes = in.readNBytes(LARGEST_SCRIPT + 1);
            if (bytes.length == 0 || bytes.length > LARGEST_SCRIPT) {
                throw CommandFailure.usage(bytes.length == 0 ? "the script is empty" : "the script is larger than 16 MiB; put data into a volume");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw CommandFailure.usage(script + " is not text in UTF-8; submit a script that starts the program", e);
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw CommandFailure.usage("cannot read " + script + " (" + e.getClass().getSimpleName() + "); give the file of the script, or -", e);
        }
    }
}
