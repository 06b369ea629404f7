package org.godocker.testkit.scripted;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.godocker.spi.executor.Node;

/** The nodes of a world. */
final class NodeTable {

    private final Map<String, Node> nodes = new LinkedHashMap<>();

    synchronized void put(Node node) {
        nodes.put(node.name(), node);
    }

    synchronized void replaceAll(List<Node> all) {
        nodes.clear();
        all.forEach(this::put);
    }

    synchronized void available(String name, boolean available, String message) {
        Node node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no node " + name);
        }
        put(new Node(name, available, message, node.cpuMillis(), node.memoryBytes(), node.labels()));
    }

    synchronized List<Node> all() {
        return List.copyOf(nodes.values());
    }

    synchronized boolean answers(String name) {
        Node node = nodes.get(name);
        return node != null && node.available();
    }
}
