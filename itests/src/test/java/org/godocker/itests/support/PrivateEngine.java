package org.godocker.itests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Docker Engine of the test's own, beside the machine's, that may be stopped and killed. It is cut off from every
 * network: a second engine in the same network would take the first one's bridge away.
 */
public final class PrivateEngine implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final List<Path> PLACES = List.of(Path.of("/usr/bin/dockerd"), Path.of("/usr/sbin/dockerd"),
            Path.of("/usr/local/bin/dockerd"));

    private final Path data;
    /** Apart from the data, since the path of a socket must be short. */
    private final Path run;
    private final Path log;
    private final Thread atExit = new Thread(this::destroy);
    private Process process;

    private PrivateEngine(Path data, Path run) {
        this.data = data;
        this.run = run;
        this.log = data.resolve("dockerd.log");
    }

    /** An engine that runs and has the image of the tests. */
    public static PrivateEngine start(String name) {
        try {
            Path folder = Path.of(System.getProperty("godocker.servers")).resolveSibling("engines");
            Files.createDirectories(folder);
            PrivateEngine engine = new PrivateEngine(Files.createTempDirectory(folder, name), Files.createTempDirectory("engine"));
            Runtime.getRuntime().addShutdownHook(engine.atExit);
            engine.start();
            engine.loadImage();
            return engine;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void loadImage() {
        String image = run.resolve("image.tar").toString();
        Shell.run("docker", "save", "-o", image, Api.image());
        docker("load", "-q", "-i", image);
    }

    /** Where it listens, as Docker clients and node configurations write it. */
    public String endpoint() {
        return "unix://" + run.resolve("docker.sock");
    }

    /**
     * Starts it, for the first time or again, and waits until it answers.
     *
     * @return a time before it was started
     */
    public Instant start() {
        Instant before = Instant.now();
        String dockerd = PLACES.stream().filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new IllegalStateException("dockerd is in none of " + PLACES)).toString();
        try {
            // A killed engine leaves pid files. Their numbers may be in use again, or be those of dead processes nobody has reaped.
            Files.deleteIfExists(run.resolve("dockerd.pid"));
            Files.deleteIfExists(containerdPid());
            unmountWhatACrashLeft();
            process = new ProcessBuilder("unshare", "--net", "--", dockerd, "-H", endpoint(), "--pidfile", run.resolve("dockerd.pid").toString(),
                    "--data-root", data.resolve("data").toString(), "--exec-root", run.resolve("exec").toString(),
                    "--bridge=none", "--iptables=false", "--ip6tables=false", "--ip-forward=false")
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("private engine").atMost(START_LIMIT).pollInterval(Duration.ofMillis(100)).until(this::answers);
        return before;
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the private engine ended while starting; see " + log);
        }
        return Shell.tryRun(Map.of(), "", "docker", "-H", endpoint(), "version").exitCode() == 0;
    }

    /** Asks it to stop, which makes it end its containers, and waits. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** Ends it as a crash would, together with the containerd it started: its containers go on without it. */
    public void kill9() {
        try {
            Path containerd = Path.of("/proc", Files.readString(containerdPid()).strip(), "stat");
            process.destroyForcibly();
            awaitEnd();
            Awaitility.await("end of containerd").atMost(Duration.ofSeconds(60)).until(() -> isDead(containerd));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path containerdPid() {
        return run.resolve("exec/containerd/containerd.pid");
    }

    private static boolean isDead(Path stat) {
        try {
            return Files.readString(stat).contains(") Z ");
        } catch (IOException e) {
            return true;
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the private engine does not end; see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs a command of the Docker client on this engine. */
    public String docker(String... arguments) {
        String[] command = new String[arguments.length + 3];
        System.arraycopy(new String[] {"docker", "-H", endpoint()}, 0, command, 0, 3);
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return Shell.run(command);
    }

    /** Stops it and removes everything it had. */
    @Override
    public void close() {
        if (!process.isAlive()) {
            // Only an engine that runs ends the containers that a killed one left.
            start();
        }
        stop();
        Runtime.getRuntime().removeShutdownHook(atExit);
        endWhatACrashLeft();
        unmountWhatACrashLeft();
        Shell.run("rm", "-rf", data.resolve("data").toString(), run.toString());
    }

    /** A container that was just about to start when the engine was killed is known to no engine any more. */
    private void endWhatACrashLeft() {
        String ours = run.resolve("exec").toString();
        Awaitility.await("end of what the engine left").atMost(Duration.ofSeconds(60)).until(() -> {
            List<ProcessHandle> left = ProcessHandle.allProcesses()
                    .filter(p -> p.info().commandLine().filter(line -> line.contains(ours)).isPresent()).toList();
            left.forEach(shim -> {
                shim.descendants().forEach(ProcessHandle::destroyForcibly);
                shim.destroyForcibly();
            });
            return left.isEmpty();
        });
    }

    /**
     * An engine that went while it started a container may leave that container's root mounted, and then can never
     * remove the container. Nothing but an administrator, or a restart of the machine, mends that.
     */
    private void unmountWhatACrashLeft() {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mounts"))) {
            List<String> left = mounts.map(line -> line.split(" ")[1]).filter(mount -> mount.startsWith(data.toString())).toList();
            for (int i = left.size() - 1; i >= 0; i--) {
                Shell.tryRun(Map.of(), "", "umount", "--lazy", left.get(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void destroy() {
        if (process != null) {
            process.destroy();
        }
    }
}
