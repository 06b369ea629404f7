package org.godocker.cli.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.godocker.cli.exit.CommandFailure;
import org.godocker.cli.exit.ExitCode;
import org.godocker.cli.json.Json;

/** Stays with a job until it has ended, by listening to its output. A broken connection is taken up where it broke. */
public final class JobFollower {

    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "KILLED", "REJECTED", "LOST");
    private static final int MOST_FAILURES = 8;
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 5_000;
    private final ServerClient server;

    public JobFollower(ServerClient server) {
        this.server = server;
    }

    /** @return the job as it ended */
    public Json untilEnd(long id, OutputStream out) {
        follow(id, "stdout", out);
        return server.get("/jobs/" + id);
    }

    /** Both outputs at once. */
    public Json untilEnd(long id, OutputStream out, OutputStream err) {
        CompletableFuture<Void> errors = CompletableFuture.runAsync(() -> follow(id, "stderr", err), work -> {
            Thread thread = new Thread(work, "stderr");
            thread.setDaemon(true);
            thread.start();
        });
        Json job = untilEnd(id, out);
        try {
            errors.join();
        } catch (java.util.concurrent.CompletionException e) {
            throw e.getCause() instanceof CommandFailure failure ? failure : e;
        }
        return job;
    }

    /** The job's own exit code; {@link ExitCode#JOB_WITHOUT_EXIT_CODE} if it has none. */
    public static int exitCode(Json job) {
        return job.at("exitCode").number().map(Number::intValue)
                .orElse(job.at("state").shown().equals("SUCCEEDED") ? ExitCode.OK : ExitCode.JOB_WITHOUT_EXIT_CODE);
    }

    private void follow(long id, String stream, OutputStream out) {
        long shown = 0;
        int failures = 0;
        long pause = FIRST_PAUSE_MS;
        while (true) {
            boolean whole = false;
            try (InputStream in = server.open("/jobs/" + id + "/log?follow=true&stream=" + stream).body()) {
                in.skipNBytes(shown);
                byte[] buffer = new byte[8192];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    pass(out, buffer, n);
                    shown += n;
                    failures = 0;
                }
                whole = true;
            } catch (CommandFailure e) {
                if (e.exitCode() != ExitCode.UNREACHABLE || ++failures > MOST_FAILURES) {
                    throw e;
                }
            } catch (IOException e) {
                if (++failures > MOST_FAILURES) {
                    throw CommandFailure.unreachable("the connection breaks again and again; job " + id + " goes on", e);
                }
            }
            if (whole && ENDED.contains(server.get("/jobs/" + id).at("state").shown())) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
            pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
        }
    }

    /** Failures of our own output must not pass for failures of the connection. */
    private static void pass(OutputStream out, byte[] buffer, int length) {
        try {
            out.write(buffer, 0, length);
            out.flush();
        } catch (IOException e) {
            throw CommandFailure.outputClosed(e);
        }
        if (out instanceof PrintStream print && print.checkError()) {
            throw CommandFailure.outputClosed(null);
        }
    }
}
