package org.godocker.itests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The distribution as it is shipped, unpacked into a folder of its own and run as a process of its own. It listens on
 * free ports of the loopback interface.
 */
public final class Server implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    /** Login of the administrator each server is given. */
    public static final String ADMINISTRATOR = "root-admin";

    private final Path folder;
    private final int httpPort = freePort();
    private final int sshPort = freePort();
    private final String password = randomWord();
    private final String karafPassword = randomWord();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Process process;

    private Server(Path folder) {
        this.folder = folder;
    }

    /** Unpacks the distribution; nothing is started yet. */
    public static Server unpack(String name) {
        Path servers = Path.of(System.getProperty("godocker.servers"));
        Path folder = servers.resolve(name);
        try {
            Shell.run("rm", "-rf", folder.toString());
            Files.createDirectories(folder);
            Shell.run("tar", "-xzf", System.getProperty("godocker.distribution"), "-C", folder.toString(), "--strip-components=1");
            Server server = new Server(folder);
            server.prepare();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prepare() throws IOException {
        configure("org.ops4j.pax.web", Map.of("org.osgi.service.http.port", Integer.toString(httpPort)));
        configure("org.apache.karaf.shell", Map.of("sshPort", Integer.toString(sshPort)));
        Path administrator = firstAdministrator();
        Files.createFile(administrator, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(administrator, "login=" + ADMINISTRATOR + "\npassword=" + password + "\nuid=12300\ngid=12300\n");
        Files.writeString(folder.resolve("etc/users.properties"),
                "karaf = " + karafPassword + ",_g_:admingroup\n_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh\n");
    }

    private Path firstAdministrator() {
        return folder.resolve("etc/first-administrator.properties");
    }

    /** Sets options in a configuration file of the server, at any time; others stay as they are. */
    public void configure(String pid, Map<String, String> options) {
        Path file = folder.resolve("etc").resolve(pid + ".cfg");
        try {
            StringBuilder text = new StringBuilder();
            if (Files.exists(file)) {
                try (Stream<String> lines = Files.lines(file)) {
                    lines.filter(line -> options.keySet().stream().noneMatch(key -> line.matches("\\s*" + key.replace(".", "\\.") + "\\s*=.*")))
                            .forEach(line -> text.append(line).append('\n'));
                }
            }
            options.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
            Path fresh = Files.createTempFile(folder, "cfg", ".tmp");
            Files.writeString(fresh, text);
            Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    public String url() {
        return "http://127.0.0.1:" + httpPort;
    }

    public String password() {
        return password;
    }

    /** Starts the server and waits until it says that it is up, with a node that can be reached. */
    public Server start() {
        launch();
        await(() -> health().contains("\"UP\""));
        return this;
    }

    /** Starts the server and waits until it takes jobs, whether or not it has a node to run them on. */
    public Server startDegraded() {
        launch();
        await(() -> health().matches("(?s).*\"(UP|DEGRADED)\".*"));
        return this;
    }

    /** Starts the server and waits until its shell listens, whatever else there is. */
    public Server startEmpty() {
        launch();
        await(this::shellListens);
        return this;
    }

    /** Leaves a feature out of what is booted. */
    public void bootWithout(String feature) {
        Path file = folder.resolve("etc/org.apache.karaf.features.cfg");
        try {
            String text = Files.readString(file);
            // Features are written name/version, with or without a version.
            String changed = text.replaceAll("(?m)([\\s=,(])" + feature + "(/[^,\\s)\\\\]+)?(,?)(?=[\\s,)\\\\]|$)", "$1");
            if (changed.equals(text)) {
                throw new IllegalStateException("feature " + feature + " is not booted");
            }
            Files.writeString(file, changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether its process runs. */
    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Number of the server's process. */
    public long pid() {
        return process.pid();
    }

    private void launch() {
        try {
            ProcessBuilder builder = new ProcessBuilder(folder.resolve("bin/karaf").toString(), "server")
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("console.log").toFile()));
            builder.environment().put("KARAF_EXEC", "exec");
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(BooleanSupplier ready) {
        Awaitility.await("server of " + folder.getFileName()).atMost(START_LIMIT).pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100)).until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("the server ended while starting; see " + folder.resolve("console.log"));
                    }
                    return ready.getAsBoolean();
                });
    }

    private String health() {
        try {
            HttpResponse<String> health = http.send(HttpRequest.newBuilder(URI.create(url() + "/api/v1/server/health")).build(),
                    HttpResponse.BodyHandlers.ofString());
            return health.statusCode() == 200 ? health.body() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean shellListens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sshPort)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the server as a power failure would: no code of it runs any more. */
    public void kill9() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks the server to stop, and waits for it. */
    public void stop() {
        if (isRunning()) {
            process.destroy();
            awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException("the server did not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A client that nobody is logged in on. */
    public Api anonymous() {
        return new Api(url(), "");
    }

    /** A client on which the administrator is logged in. */
    public Api administrator() {
        // He is made while the server is up already; his file goes once he is there.
        await(() -> !Files.exists(firstAdministrator()));
        return anonymous().login(ADMINISTRATOR, password);
    }

    /** Runs a command in the server's shell and returns what it printed. */
    public String shell(String command) {
        Shell.Result result = Shell.tryRun(Map.of(), command + "\n", folder.resolve("bin/client").toString(),
                "-a", Integer.toString(sshPort), "-h", "127.0.0.1", "-u", "karaf", "-p", karafPassword, "-b");
        if (result.exitCode() != 0) {
            throw new IllegalStateException(command + " ended with " + result.exitCode() + ":\n" + result.output());
        }
        return result.output();
    }

    /** Everything the server has logged so far. */
    public String log() {
        try {
            Path log = folder.resolve("data/log/karaf.log");
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String randomWord() {
        byte[] bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
