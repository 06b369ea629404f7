package org.godocker.engine.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.godocker.api.job.JobShape;
import org.godocker.api.job.Placement;
import org.godocker.api.job.ResourceRequest;
import org.godocker.api.node.NodeView;
import org.godocker.spi.executor.ExecutorCapabilities;
import org.godocker.spi.executor.ExecutorCapabilities.PlacementRule;
import org.godocker.spi.executor.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeLedgerTest {

    private static final Placement SMALL = new Placement("docker", "small");
    private static final Placement LARGE = new Placement("docker", "large");

    private final NodeLedger ledger = new NodeLedger();

    @BeforeEach
    void nodes() {
        ledger.prefer(List.of("docker", "swarm"));
        replace(PlacementRule.SPREAD, true);
    }

    private void replace(PlacementRule rule, boolean largeAvailable) {
        ledger.replace("docker", new ExecutorCapabilities(rule, 8), List.of(node("small", 2, true), node("large", 8, largeAvailable)));
    }

    private static Node node(String name, int cpus, boolean available) {
        return new Node(name, available, available ? "" : "cannot connect", cpus * 1000L, cpus * 1000L, Map.of());
    }

    private static ResourceRequest cpus(int cpus) {
        return new ResourceRequest(cpus * 1000L, cpus * 1000L);
    }

    private static JobShape shape(int cpus) {
        return new JobShape(cpus(cpus), Duration.ofDays(1), "");
    }

    @Test
    void spreadTakesTheEmptiestAndPackTheFullestNodeWithRoom() {
        assertThat(ledger.place(shape(1), Map.of())).contains(LARGE);
        replace(PlacementRule.PACK, true);
        assertThat(ledger.place(shape(1), Map.of())).contains(SMALL);
        ledger.hold(SMALL, cpus(2));
        assertThat(ledger.place(shape(1), Map.of())).contains(LARGE);
    }

    @Test
    void whatIsHeldIsGivenBack() {
        ledger.hold(LARGE, cpus(8));
        ledger.hold(SMALL, cpus(2));
        assertThat(ledger.isFullFor(1, 1)).isTrue();
        assertThat(ledger.place(shape(1), Map.of())).isEmpty();
        ledger.free(LARGE, cpus(8));
        assertThat(ledger.place(shape(8), Map.of())).contains(LARGE);
    }

    @Test
    void nodesThatCannotBeReachedGetNothingButCountAsLargeEnough() {
        replace(PlacementRule.SPREAD, false);
        assertThat(ledger.place(shape(4), Map.of())).isEmpty();
        assertThat(ledger.couldEverFit(shape(4))).isTrue();
        assertThat(ledger.couldEverFit(shape(9))).isFalse();
        assertThat(ledger.isAvailable(LARGE)).isFalse();
    }

    @Test
    void aNodeThatComesBackIsChargedWithWhatStillRunsOnIt() {
        ledger.hold(LARGE, cpus(7));
        ledger.remove("docker");
        assertThat(ledger.hasExecutor("")).isFalse();
        replace(PlacementRule.SPREAD, true);
        assertThat(ledger.place(shape(2), Map.of())).contains(SMALL);
        assertThat(ledger.view()).filteredOn(n -> n.name().equals("large")).extracting(NodeView::cpuMillisUsed).containsExactly(7000L);
    }

    @Test
    void keptFreeMeansOthersOnlyFitBeside() {
        Map<Placement, ResourceRequest> held = Map.of(LARGE, cpus(7));
        assertThat(ledger.place(shape(1), held)).contains(LARGE);
        assertThat(ledger.place(shape(2), held)).contains(SMALL);
        ledger.hold(LARGE, cpus(1));
        assertThat(ledger.place(shape(1), held)).contains(SMALL);
    }

    @Test
    void aNamedExecutorIsTheOnlyOneTried() {
        ledger.replace("swarm", new ExecutorCapabilities(PlacementRule.SPREAD, 1), List.of(node("s", 1, true)));
        JobShape onSwarm = new JobShape(cpus(1), Duration.ofDays(1), "swarm");
        assertThat(ledger.place(onSwarm, Map.of())).contains(new Placement("swarm", "s"));
        assertThat(ledger.couldEverFit(new JobShape(cpus(2), Duration.ofDays(1), "swarm"))).isFalse();
        assertThat(ledger.place(shape(1), Map.of())).as("the preferred executor first").contains(LARGE);
    }
}
