package org.godocker.bench;

import java.util.List;
import java.util.concurrent.Callable;
import org.godocker.itests.support.Server;

/** Seconds until the server is ready, first start and restart, beside the same Karaf without go-docker in it. */
final class StartUpBench implements Callable<List<Figure>> {

    private static final int ROUNDS = 3;

    @Override
    public List<Figure> call() {
        double[] first = new double[ROUNDS];
        double[] again = new double[ROUNDS];
        double[] emptyFirst = new double[ROUNDS];
        double[] emptyAgain = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            try (Server server = Server.unpack("bench-empty")) {
                server.bootWithout("godocker");
                emptyFirst[round] = seconds(server::startEmpty);
                server.stop();
                emptyAgain[round] = seconds(server::startEmpty);
            }
            try (Server server = Server.unpack("bench-start-up")) {
                first[round] = seconds(server::start);
                server.stop();
                again[round] = seconds(server::start);
            }
        }
        return List.of(
                new Figure("ready after the first start", "s", first, "the same Karaf with nothing but a shell", emptyFirst, "under 15 s"),
                new Figure("ready after a restart", "s", again, "the same Karaf with nothing but a shell", emptyAgain, "under 10 s"));
    }

    private static double seconds(Runnable start) {
        long begin = System.nanoTime();
        start.run();
        return (System.nanoTime() - begin) / 1e9;
    }
}
