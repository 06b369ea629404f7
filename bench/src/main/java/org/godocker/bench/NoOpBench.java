package org.godocker.bench;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.godocker.itests.support.Api;
import org.godocker.itests.support.Server;
import org.godocker.itests.support.Shell;

/** No-op jobs end to end on the scripted executor, beside starting as many processes from a shell. */
final class NoOpBench implements Callable<List<Figure>> {

    private static final int ROUNDS = 3;
    private static final int JOBS = 10_000;
    private static final int PER_CALL = 1000;

    @Override
    public List<Figure> call() {
        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        try (Server server = Server.unpack("bench-no-op")) {
            server.configure("org.godocker.engine", Map.of("executors", "scripted"));
            server.configure("org.godocker.executor.scripted", Map.of("cpus", "2000", "memory", "100TiB"));
            server.configure("org.godocker.quota.rate", Map.of("jobs-per-user", "1000000", "pending-jobs", "1000000"));
            Api administrator = server.startDegraded().administrator();
            server.shell("feature:install godocker-executor-scripted");
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> administrator.get("/nodes").body().contains("scripted"));
            Api user = administrator.newUser("bench", 12345);
            run(user);
            for (int round = 0; round < ROUNDS; round++) {
                theirs[round] = JOBS / processes();
                ours[round] = JOBS / run(user);
            }
        }
        return List.of(new Figure("no-op jobs, submission to recorded end, scripted", "/s", ours,
                "xargs -P 8 /bin/true", theirs, "2,000/s"));
    }

    private static double run(Api user) {
        List<Map<String, Object>> jobs = Collections.nCopies(PER_CALL, Map.of("image", "busybox", "script", "true"));
        long start = System.nanoTime();
        Parallel.seconds(4, JOBS / PER_CALL, i -> user.post("/jobs", jobs).expect(201));
        Live.awaitNone(user, Duration.ofMinutes(5));
        return (System.nanoTime() - start) / 1e9;
    }

    private static double processes() {
        long start = System.nanoTime();
        Shell.run("sh", "-c", "seq " + JOBS + " | xargs -P 8 -n 1 /bin/true");
        return (System.nanoTime() - start) / 1e9;
    }
}
