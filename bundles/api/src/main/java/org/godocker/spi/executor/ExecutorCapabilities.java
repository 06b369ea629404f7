package org.godocker.spi.executor;

/**
 * What the engine must know of an executor beyond its methods.
 *
 * @param placement        how jobs are spread over its nodes
 * @param parallelLaunches how many launches it takes at once, 1 or more
 * @param workspaces       whether its jobs need a workspace on disk; without one a launch request has no mounts of it and
 *                         the job leaves no files, which only serves executors that run nothing
 */
public record ExecutorCapabilities(PlacementRule placement, int parallelLaunches, boolean workspaces) {

    /** How the engine chooses among nodes with room. */
    public enum PlacementRule {
        /** The node with the least left that still fits, so that large jobs find large gaps. */
        PACK,
        /** The node with the most left, so that jobs disturb each other least. */
        SPREAD
    }

    /** An executor whose jobs need a workspace, as all that run something do. */
    public ExecutorCapabilities(PlacementRule placement, int parallelLaunches) {
        this(placement, parallelLaunches, true);
    }

    public ExecutorCapabilities {
        if (parallelLaunches < 1) {
            throw new IllegalArgumentException("parallelLaunches must be 1 or more: " + parallelLaunches);
        }
    }
}
