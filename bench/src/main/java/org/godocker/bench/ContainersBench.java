package org.godocker.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.godocker.itests.support.Api;
import org.godocker.itests.support.Server;
import org.godocker.itests.support.Shell;

/** Containers a second end to end, from the submission to the recorded end, beside the Docker command line. */
final class ContainersBench implements Callable<List<Figure>> {

    private static final int ROUNDS = 3;
    private static final int CONTAINERS = 60;

    @Override
    public List<Figure> call() {
        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        try (Server server = Server.unpack("bench-containers")) {
            server.configure("org.godocker.executor.docker.node-local", Map.of("cpus", "8"));
            Api user = server.start().administrator().newUser("bench", 12345);
            run(user);
            for (int round = 0; round < ROUNDS; round++) {
                theirs[round] = CONTAINERS / commandLine();
                ours[round] = CONTAINERS / run(user);
            }
        }
        return List.of(new Figure("containers end to end, 8 at once, network none", "/s", ours,
                "xargs -P 8 docker run --rm --network none", theirs, "at least the reference"));
    }

    private static double run(Api user) {
        List<Map<String, Object>> jobs = new ArrayList<>();
        for (int i = 0; i < CONTAINERS; i++) {
            jobs.add(Map.of("image", Api.image(), "script", "true", "cpus", 1, "memory", "64MiB", "network", false));
        }
        long start = System.nanoTime();
        user.post("/jobs", jobs).expect(201);
        Live.awaitNone(user, Duration.ofMinutes(5));
        return (System.nanoTime() - start) / 1e9;
    }

    private static double commandLine() {
        long start = System.nanoTime();
        Shell.run("sh", "-c", "seq " + CONTAINERS + " | xargs -P 8 -I{} docker run --rm --network none " + Api.image() + " /bin/true");
        return (System.nanoTime() - start) / 1e9;
    }
}
