package org.godocker.executor.docker;

import java.util.HashMap;
import java.util.Map;

/** Executors as Declarative Services would make them, one node each. */
final class Executors {

    static final String NODE = "local";

    private Executors() {
    }

    /** On the machine's own engine, with options of the executor. */
    static DockerExecutor local(Map<String, Object> options) {
        return with(options, Map.of("endpoint", endpoint()));
    }

    static DockerExecutor with(Map<String, Object> options, Map<String, Object> nodeOptions) {
        DockerExecutor executor = new DockerExecutor(options);
        Map<String, Object> node = new HashMap<>(nodeOptions);
        node.putIfAbsent("name", NODE);
        executor.addNode(new DockerNodeConfiguration(node));
        return executor;
    }

    static String endpoint() {
        String host = System.getenv("DOCKER_HOST");
        return host == null || host.isBlank() ? "unix:///var/run/docker.sock" : host;
    }
}
