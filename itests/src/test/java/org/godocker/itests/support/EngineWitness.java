package org.godocker.itests.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Writes down what a Docker Engine itself says of one server's containers, past everything the server believes. Counts
 * are of the engine's {@code start} events, each of which is one start of a container.
 */
public final class EngineWitness implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVER = "org.godocker.server";
    private static final String JOB = "org.godocker.job";

    private final Optional<String> endpoint;
    private final String serverId;
    private final List<JsonNode> events = new ArrayList<>();
    private Process stream;
    private Thread reader;

    private EngineWitness(Optional<String> endpoint, String serverId) {
        this.endpoint = endpoint;
        this.serverId = serverId;
    }

    /** A witness of the machine's own engine, listening already. */
    public static EngineWitness ofMachine(String serverId) {
        EngineWitness witness = new EngineWitness(Optional.empty(), serverId);
        witness.listen(Instant.now());
        return witness;
    }

    /** A witness of a private engine, listening already. */
    public static EngineWitness of(PrivateEngine engine, String serverId) {
        EngineWitness witness = new EngineWitness(Optional.of(engine.endpoint()), serverId);
        witness.listen(Instant.now());
        return witness;
    }

    /**
     * Listens to an engine that has been started again. What it told before now is heard as well, as long as it is
     * fewer events than an engine remembers.
     *
     * @param since when the engine was started
     */
    public void listenAgain(Instant since) {
        awaitEndOfStream();
        listen(since);
    }

    private void listen(Instant since) {
        List<String> command = docker("events", "--since", String.format("%d.%09d", since.getEpochSecond(), since.getNano()),
                "--filter", "type=container", "--filter", "label=" + SERVER + "=" + serverId, "--format", "{{json .}}");
        try {
            stream = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Process listened = stream;
        reader = new Thread(() -> read(listened), "engine-witness");
        reader.setDaemon(true);
        reader.start();
        catchUp();
    }

    /** Has a container of no job made and removed, and waits until that is heard: all that was told before it was heard as well. */
    public void catchUp() {
        String name = "godocker-witness-" + serverId + "-" + System.nanoTime();
        Shell.run(docker("create", "--name", name, "--network", "none", "--label", SERVER + "=" + serverId, Api.image(), "true")
                .toArray(String[]::new));
        Shell.run(docker("rm", name).toArray(String[]::new));
        Awaitility.await("events of the engine").atMost(Duration.ofSeconds(60)).until(() -> all().stream()
                .anyMatch(event -> event.path("Actor").path("Attributes").path("name").asText().equals(name)));
    }

    private void read(Process listened) {
        try (BufferedReader lines = listened.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode event = JSON.readTree(line);
                synchronized (events) {
                    events.add(event);
                }
            }
        } catch (IOException e) {
            if (listened.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private List<JsonNode> all() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** How often containers of each job have been started, over all its attempts. Jobs without any are left out. */
    public Map<Long, Long> startsByJob() {
        return all().stream().filter(event -> event.path("Action").asText().equals("start"))
                .collect(Collectors.groupingBy(event -> event.path("Actor").path("Attributes").path(JOB).asLong(),
                        TreeMap::new, Collectors.counting()));
    }

    /** How many containers have been started so far. */
    public long starts() {
        return startsByJob().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Names of the server's containers that there are now, running or not. */
    public List<String> containers() {
        return list("-a");
    }

    /** Names of the server's containers that run now. */
    public List<String> running() {
        return list("--no-trunc");
    }

    private List<String> list(String option) {
        return Shell.run(docker("ps", option, "--filter", "label=" + SERVER + "=" + serverId, "--format", "{{.Names}}")
                .toArray(String[]::new)).lines().toList();
    }

    /** Name of the container of an attempt. */
    public String container(long job, int attempt) {
        return "godocker-" + serverId + "-" + job + "-" + attempt;
    }

    /** Asks the script of a container to end, past the server. */
    public void terminate(String container) {
        Shell.run(docker("kill", "--signal", "TERM", container).toArray(String[]::new));
    }

    private List<String> docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        endpoint.ifPresent(host -> command.addAll(List.of("-H", host)));
        command.addAll(List.of(arguments));
        return command;
    }

    private void awaitEndOfStream() {
        try {
            if (!stream.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the engine's events do not end although the engine did");
            }
            reader.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Listens no more, and removes what a failed test left. */
    @Override
    public void close() {
        stream.destroy();
        List<String> left = containers();
        if (!left.isEmpty()) {
            List<String> command = docker("rm", "--force");
            command.addAll(left);
            Shell.tryRun(Map.of(), "", command.toArray(String[]::new));
        }
    }
}
