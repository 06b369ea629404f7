package org.godocker.engine.internal.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.ResourceRequest;
import org.godocker.api.user.Identity;
import org.godocker.spi.executor.AttemptId;

/** Workspaces of a user with uid 12345 for tests. These run as root, as the server does. */
final class WorkspaceFixtures {

    static final int UID = 12345;
    static final int GID = 12346;
    static final int STRANGER = 23456;
    static final Identity OWNER =
            new Identity("anna", UID, GID, List.of(12347), Optional.empty(), Optional.empty(), false);

    private WorkspaceFixtures() {}

    /** A layout that users can reach, which the test's own temporary directory would keep them from. */
    static WorkspaceLayout layout(Path temporary) throws Exception {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
        return WorkspaceLayout.open(temporary.resolve("workspaces"));
    }

    static JobSpec spec(String script) {
        return spec(script, false, Map.of());
    }

    static JobSpec spec(String script, boolean root, Map<String, String> env) {
        return new JobSpec("", "", List.of(), "default", "debian:12", script, env, new ResourceRequest(1000, 1 << 20),
                List.of(), Duration.ofHours(1), true, root, "");
    }

    static AttemptId attempt(long job, int number) {
        return new AttemptId(new JobId(job), number);
    }

    /** Makes a file of the user. */
    static Path write(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Ownership.assign(file, UID, GID);
        return file;
    }

    /** Makes a directory of the user. */
    static Path directory(Path directory) throws IOException {
        Files.createDirectory(directory);
        Ownership.assign(directory, UID, GID);
        return directory;
    }

    static Path pipe(Path file) throws Exception {
        run("mkfifo", file.toString());
        Ownership.assign(file, UID, GID);
        return file;
    }

    static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed: " + output);
        }
        return output;
    }
}
