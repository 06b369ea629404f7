package org.godocker.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.godocker.cli.exit.CommandFailure;
import org.godocker.cli.exit.ExitCode;
import org.godocker.cli.server.ServerClient;
import org.godocker.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Downloads a file of a job.")
final class GetCommand extends ServerCommand {

    @Parameters(index = "0", paramLabel = "ID", converter = JobId.class, description = "Id of the job.")
    private long id;
    @Parameters(index = "1", paramLabel = "PATH", description = "File in the workspace of the job.")
    private String path;
    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Where to; - for standard output. The file's own name here if left out.")
    private String output;
    @Option(names = "--force", description = "Replaces a file that is there.")
    private boolean force;

    GetCommand(Surroundings around) {
        super(around);
    }

    @Override
    public Integer call() {
        String encoded = Arrays.stream(path.split("/", -1)).map(ServerClient::encoded).collect(Collectors.joining("/"));
        HttpResponse<InputStream> response = server().open("/jobs/" + id + "/files/" + encoded);
        try (InputStream in = response.body()) {
            if (response.headers().firstValue("Content-Disposition").isEmpty()) {
                throw CommandFailure.refused(path + " is a directory; name a file in it");
            }
            if ("-".equals(output)) {
                in.transferTo(around.out());
                return around.out().checkError() ? ExitCode.OUTPUT_CLOSED : ExitCode.OK;
            }
            Path target = Path.of(output != null ? output : path.substring(path.lastIndexOf('/') + 1)).toAbsolutePath();
            store(in, target);
            return ExitCode.OK;
        } catch (IOException e) {
            throw CommandFailure.refused("cannot get " + path + " (" + e + "); try again, or give another --output", e);
        }
    }

    /** What is at the target is the whole file, or what was there before. */
    private void store(InputStream in, Path target) throws IOException {
        if (Files.exists(target) && !force) {
            throw CommandFailure.refused(target + " exists; give --force, or another --output");
        }
        Path part = Files.createTempFile(target.getParent(), ".godocker", ".part");
        try {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
