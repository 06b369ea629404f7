package org.godocker.bench;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.godocker.itests.support.Api;
import org.godocker.itests.support.Server;
import org.godocker.itests.support.Shell;

/** Live heap for each waiting job, beside a bare object with the same fields would need at the least. */
final class HeapBench implements Callable<List<Figure>> {

    private static final int JOBS = 100_000;
    private static final int PER_CALL = 1000;
    /** A record of eight references and numbers, an instant, an id and a map entry. */
    private static final double LEAST_BYTES = 48 + 24 + 24 + 48;

    @Override
    public List<Figure> call() {
        try (Server server = Server.unpack("bench-heap")) {
            server.configure("org.godocker.engine", Map.of("executors", "none"));
            server.configure("org.godocker.quota.rate", Map.of("jobs-per-user", "1000000", "pending-jobs", "1000000"));
            Api user = server.startDegraded().administrator().newUser("bench", 12345);
            submit(user, PER_CALL);
            double before = liveBytes(server.pid());
            submit(user, JOBS);
            double after = liveBytes(server.pid());
            return List.of(new Figure("heap for each of 100,000 waiting jobs", "B", new double[] {(after - before) / JOBS},
                    "the fields alone", new double[] {LEAST_BYTES}, "under 1,024 B"));
        }
    }

    private static void submit(Api user, int count) {
        List<Map<String, Object>> jobs = Collections.nCopies(PER_CALL, Map.of("image", "busybox", "script", "#!/bin/sh\necho waiting\n"));
        Parallel.seconds(2, count / PER_CALL, i -> user.post("/jobs", jobs).expect(201));
    }

    /** What a full collection leaves, by the virtual machine's own histogram of live objects. */
    private static double liveBytes(long pid) {
        String histogram = Shell.run("jcmd", Long.toString(pid), "GC.class_histogram");
        String total = histogram.lines().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
        return Double.parseDouble(total.trim().split("\\s+")[2]);
    }
}
