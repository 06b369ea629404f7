package org.godocker.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.godocker.itests.support.Api;
import org.godocker.itests.support.Server;
import org.godocker.itests.support.Shell;

/** Single durable submissions over HTTP with 8 clients, beside bare durable single-row inserts into the same kind of database. */
final class SubmissionsBench implements Callable<List<Figure>> {

    private static final int ROUNDS = 3;
    private static final int CLIENTS = 8;
    private static final int SUBMISSIONS = 5000;
    private static final Map<String, Object> JOB = Map.of("image", "busybox", "script", "#!/bin/sh\necho hello\n", "name", "bench");

    @Override
    public List<Figure> call() throws Exception {
        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        try (Server server = Server.unpack("bench-submissions")) {
            // No executor: what is measured is taking jobs in, not running them.
            server.configure("org.godocker.engine", Map.of("executors", "none"));
            server.configure("org.godocker.quota.rate", Map.of("jobs-per-user", "1000000", "pending-jobs", "1000000"));
            Api user = server.startDegraded().administrator().newUser("bench", 12345);
            submit(user, SUBMISSIONS);
            for (int round = 0; round < ROUNDS; round++) {
                theirs[round] = SUBMISSIONS / inserts();
                ours[round] = SUBMISSIONS / submit(user, SUBMISSIONS);
            }
        }
        return List.of(new Figure("single submissions over HTTP, durable, 8 clients", "/s", ours,
                "JDBC insert and commit, 8 threads, same database", theirs, "1,000/s"));
    }

    private static double submit(Api user, int count) {
        ThreadLocal<Api> clients = ThreadLocal.withInitial(() -> user.with(user.token()));
        return Parallel.seconds(CLIENTS, count, i -> clients.get().post("/jobs", JOB).expect(201));
    }

    private static double inserts() throws Exception {
        Path folder = Files.createTempDirectory(Path.of(System.getProperty("godocker.servers")), "reference");
        String url = "jdbc:derby:" + folder.resolve("db");
        try (Connection c = DriverManager.getConnection(url + ";create=true"); Statement s = c.createStatement()) {
            s.execute("create table job (id bigint primary key, script varchar(400))");
        }
        ThreadLocal<PreparedStatement> insert = ThreadLocal.withInitial(() -> prepare(url));
        double seconds = Parallel.seconds(CLIENTS, SUBMISSIONS, i -> insert(insert.get(), i));
        try {
            DriverManager.getConnection(url + ";shutdown=true");
        } catch (SQLException e) {
            if (!"08006".equals(e.getSQLState())) {
                throw e;
            }
        }
        Shell.run("rm", "-rf", folder.toString());
        return seconds;
    }

    private static PreparedStatement prepare(String url) {
        try {
            return DriverManager.getConnection(url).prepareStatement("insert into job values (?, ?)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void insert(PreparedStatement statement, int id) {
        try {
            statement.setLong(1, id);
            statement.setString(2, "x".repeat(350));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
