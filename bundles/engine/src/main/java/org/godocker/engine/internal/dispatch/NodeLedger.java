package org.godocker.engine.internal.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.godocker.api.job.JobShape;
import org.godocker.api.job.Placement;
import org.godocker.api.job.ResourceRequest;
import org.godocker.api.node.NodeView;
import org.godocker.spi.executor.ExecutorCapabilities;
import org.godocker.spi.executor.ExecutorCapabilities.PlacementRule;
import org.godocker.spi.executor.Node;

/**
 * What the nodes give and what has been given out. What jobs hold is kept by placement and independent of whether the
 * node is known now, so that a node that comes back is charged with what still runs on it. Confined to the engine thread.
 */
public final class NodeLedger {

    private static final class Use {
        private long cpuMillis;
        private long memoryBytes;
        private int jobs;
    }

    private record Group(PlacementRule rule, Map<String, Node> nodes) {
    }

    private final Map<String, Group> executors = new LinkedHashMap<>();
    private final Map<Placement, Use> uses = new HashMap<>();
    private List<String> preference = List.of();

    /** The order in which executors are tried for jobs that name none. */
    public void prefer(List<String> executorNames) {
        preference = List.copyOf(executorNames);
    }

    /** Takes over what an executor says of its nodes. */
    public void replace(String executor, ExecutorCapabilities capabilities, List<Node> nodes) {
        Map<String, Node> byName = new TreeMap<>();
        nodes.forEach(node -> byName.put(node.name(), node));
        executors.put(executor, new Group(capabilities.placement(), byName));
    }

    /** Forgets the nodes of an executor that has left; what its jobs hold stays. */
    public void remove(String executor) {
        executors.remove(executor);
    }

    public void hold(Placement placement, ResourceRequest resources) {
        Use use = uses.computeIfAbsent(placement, p -> new Use());
        use.cpuMillis += resources.cpuMillis();
        use.memoryBytes += resources.memoryBytes();
        use.jobs++;
    }

    public void free(Placement placement, ResourceRequest resources) {
        uses.computeIfPresent(placement, (p, use) -> {
            use.cpuMillis -= resources.cpuMillis();
            use.memoryBytes -= resources.memoryBytes();
            use.jobs--;
            return use.jobs == 0 ? null : use;
        });
    }

    /** Forgets everything given out, before it is counted anew. */
    public void clearUses() {
        uses.clear();
    }

    /** Whether an executor of this name, or any when the name is empty, is in use. */
    public boolean hasExecutor(String name) {
        return !executorNames(name).isEmpty();
    }

    /** Whether any node that a job may run on can be reached. */
    public boolean hasAvailableNode(String executor) {
        return candidates(executor).stream().anyMatch(p -> node(p).available());
    }

    /** Whether the node is known and can be reached. */
    public boolean isAvailable(Placement placement) {
        Group group = executors.get(placement.executor());
        Node node = group == null ? null : group.nodes().get(placement.node());
        return node != null && node.available();
    }

    /** Whether some node, reachable or not, is large enough when it is empty. */
    public boolean couldEverFit(JobShape shape) {
        return candidates(shape.executor()).stream().anyMatch(p -> fitsEmpty(p, shape.resources()));
    }

    /** Whether nothing is free on any reachable node for even so small a request. */
    public boolean isFullFor(long cpuMillis, long memoryBytes) {
        return executors.entrySet().stream().flatMap(e -> placements(e.getKey(), e.getValue()).stream())
                .noneMatch(p -> node(p).available() && freeCpu(p) >= cpuMillis && freeMemory(p) >= memoryBytes);
    }

    /**
     * The node a job should start on now.
     *
     * @param held capacity that is kept free on some nodes for jobs that have waited longer
     */
    Optional<Placement> place(JobShape shape, Map<Placement, ResourceRequest> held) {
        ResourceRequest wanted = shape.resources();
        for (String executor : executorNames(shape.executor())) {
            Group group = executors.get(executor);
            Comparator<Placement> byFree = Comparator.comparingLong((Placement p) -> freeCpu(p)).thenComparingLong(this::freeMemory);
            Optional<Placement> best = placements(executor, group).stream()
                    .filter(p -> node(p).available() && fitsNow(p, wanted, held.get(p)))
                    .min(group.rule() == PlacementRule.PACK ? byFree : byFree.reversed());
            if (best.isPresent()) {
                return best;
            }
        }
        return Optional.empty();
    }

    /** Whether a job would fit somewhere now if nothing were kept free for others. */
    boolean fitsWithoutHolds(JobShape shape) {
        return place(shape, Map.of()).isPresent();
    }

    /** The reachable node, among those not kept free yet, where a large job has the least to wait for. */
    Optional<Placement> bestToHold(JobShape shape, Collection<Placement> taken) {
        return candidates(shape.executor()).stream()
                .filter(p -> !taken.contains(p) && node(p).available() && fitsEmpty(p, shape.resources()))
                .min(Comparator.comparingDouble((Placement p) -> shortage(p, shape.resources())));
    }

    boolean canHold(Placement placement, JobShape shape) {
        return isAvailable(placement) && fitsEmpty(placement, shape.resources());
    }

    /** How much is missing, as a share of what is asked for; 0 when it fits. */
    private double shortage(Placement p, ResourceRequest wanted) {
        double cpu = Math.max(0, wanted.cpuMillis() - freeCpu(p)) / (double) wanted.cpuMillis();
        double memory = Math.max(0, wanted.memoryBytes() - freeMemory(p)) / (double) wanted.memoryBytes();
        return Math.max(cpu, memory);
    }

    private boolean fitsNow(Placement p, ResourceRequest wanted, ResourceRequest held) {
        long heldCpu = held == null ? 0 : held.cpuMillis();
        long heldMemory = held == null ? 0 : held.memoryBytes();
        return freeCpu(p) - heldCpu >= wanted.cpuMillis() && freeMemory(p) - heldMemory >= wanted.memoryBytes();
    }

    private boolean fitsEmpty(Placement p, ResourceRequest wanted) {
        Node node = node(p);
        return node.cpuMillis() >= wanted.cpuMillis() && node.memoryBytes() >= wanted.memoryBytes();
    }

    private List<String> executorNames(String wanted) {
        if (wanted.isEmpty()) {
            return preference.stream().filter(executors::containsKey).toList();
        }
        return executors.containsKey(wanted) ? List.of(wanted) : List.of();
    }

    private List<Placement> candidates(String executor) {
        List<Placement> all = new ArrayList<>();
        executorNames(executor).forEach(name -> all.addAll(placements(name, executors.get(name))));
        return all;
    }

    private static List<Placement> placements(String executor, Group group) {
        return group.nodes().keySet().stream().map(node -> new Placement(executor, node)).toList();
    }

    private Node node(Placement p) {
        return executors.get(p.executor()).nodes().get(p.node());
    }

    private long freeCpu(Placement p) {
        Use use = uses.get(p);
        return node(p).cpuMillis() - (use == null ? 0 : use.cpuMillis);
    }

    private long freeMemory(Placement p) {
        Use use = uses.get(p);
        return node(p).memoryBytes() - (use == null ? 0 : use.memoryBytes);
    }

    /** All nodes with what is given out, by executor and name. */
    public List<NodeView> view() {
        List<NodeView> views = new ArrayList<>();
        executors.forEach((executor, group) -> group.nodes().values().forEach(node -> {
            Use use = uses.getOrDefault(new Placement(executor, node.name()), new Use());
            views.add(new NodeView(executor, node.name(), node.available(), node.message(), node.cpuMillis(),
                    use.cpuMillis, node.memoryBytes(), use.memoryBytes, use.jobs, node.labels()));
        }));
        return views;
    }
}
