package org.godocker.engine.internal.core;

import java.util.List;
import java.util.Map;
import org.godocker.api.job.JobState;
import org.godocker.api.node.NodeView;

/**
 * What the engine shows of itself to other threads; made after each turn.
 *
 * @param nodes all nodes with what is given out
 * @param jobs  how many live jobs are in each state
 */
public record EngineView(List<NodeView> nodes, Map<JobState, Long> jobs) {

    static final EngineView EMPTY = new EngineView(List.of(), Map.of());

    public EngineView {
        nodes = List.copyOf(nodes);
        jobs = Map.copyOf(jobs);
    }
}
