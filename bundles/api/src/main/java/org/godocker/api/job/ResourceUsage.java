package org.godocker.api.job;

/**
 * What one attempt used.
 *
 * @param cpuSeconds cpu time over all cores, in seconds, 0 or more
 * @param memoryPeak highest memory use in bytes, 0 or more; 0 when nothing could be measured
 */
public record ResourceUsage(double cpuSeconds, long memoryPeak) {

    /** Nothing measured. */
    public static final ResourceUsage NONE = new ResourceUsage(0, 0);

    public ResourceUsage {
        if (!(cpuSeconds >= 0) || memoryPeak < 0) {
            throw new IllegalArgumentException("usage is never negative: " + cpuSeconds + " s, " + memoryPeak + " B");
        }
    }

    /** The larger of both, figure by figure. */
    public ResourceUsage max(ResourceUsage other) {
        return new ResourceUsage(Math.max(cpuSeconds, other.cpuSeconds), Math.max(memoryPeak, other.memoryPeak));
    }
}
