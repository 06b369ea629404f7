package org.godocker.cli.command;

import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.godocker.cli.json.Json;
import org.godocker.cli.server.JobFollower;
import org.godocker.cli.server.ServerClient;
import org.godocker.cli.terminal.Surroundings;

/** Staying with a job. Ctrl-C ends the program, not the job, and says how to come back. */
final class Following {

    private Following() {
    }

    /** @return the job's exit code */
    static int toEnd(Surroundings around, ServerClient server, long id, boolean output) {
        AtomicBoolean over = new AtomicBoolean();
        Thread detached = new Thread(() -> {
            if (!over.get()) {
                around.err().println("godocker: detached, job " + id + " goes on; come back: godocker job log --follow " + id
                        + ", end it: godocker job kill " + id);
            }
        });
        Runtime.getRuntime().addShutdownHook(detached);
        try {
            JobFollower follower = new JobFollower(server);
            Json job = output ? follower.untilEnd(id, around.out(), around.err())
                    : follower.untilEnd(id, OutputStream.nullOutputStream());
            around.err().println(ServerCommand.standing(job));
            return JobFollower.exitCode(job);
        } finally {
            over.set(true);
            Runtime.getRuntime().removeShutdownHook(detached);
        }
    }
}
