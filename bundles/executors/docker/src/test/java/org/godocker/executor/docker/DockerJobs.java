package org.godocker.executor.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.godocker.api.job.ResourceRequest;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ContainerUser;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.spi.executor.Mount;

/** Requests that run a shell script in the sample image, each with a workspace of its own under a temporary directory. */
final class DockerJobs {

    static final String WORKSPACE = "/mnt/go-docker";
    static final int UID = 12345;
    static final int GID = 23456;
    static final int EXTRA_GROUP = 34567;

    private final Path root;
    private final Map<AttemptId, Path> workspaces = new ConcurrentHashMap<>();

    DockerJobs(Path root) {
        this.root = root;
    }

    static String image() {
        String image = System.getenv("GODOCKER_TEST_IMAGE");
        return image == null || image.isBlank() ? "godocker/busybox:1" : image;
    }

    /** The job's directory, writable for everybody as the tests' user is not the job's. */
    Path workspace(AttemptId attempt) {
        return workspaces.computeIfAbsent(attempt, a -> {
            try {
                Path made = Files.createDirectories(root.resolve(a.job() + "-" + a.number()));
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
                return made;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Runs lines for {@code sh}; each run adds a line to {@code runs} in the workspace. */
    LaunchRequest script(AttemptId attempt, String node, String lines) {
        return request(attempt, node, image(), List.of("/bin/sh", "-c", "echo run >> " + WORKSPACE + "/runs\n" + lines));
    }

    LaunchRequest request(AttemptId attempt, String node, String image, List<String> command) {
        return request(attempt, node, image, command, 64L << 20);
    }

    LaunchRequest request(AttemptId attempt, String node, String image, List<String> command, long memory) {
        return new LaunchRequest(attempt, node, "ada", image, command, Map.of("GODOCKER_JID", attempt.job().toString()), WORKSPACE,
                new ContainerUser(UID, GID, List.of(EXTRA_GROUP)),
                List.of(new Mount(workspace(attempt).toString(), WORKSPACE, false)), new ResourceRequest(500, memory), false);
    }

    int timesRun(AttemptId attempt) throws IOException {
        Path runs = workspace(attempt).resolve("runs");
        return Files.exists(runs) ? Files.readAllLines(runs).size() : 0;
    }

    String output(AttemptId attempt, String file) throws IOException {
        return Files.readString(workspace(attempt).resolve(file));
    }
}
