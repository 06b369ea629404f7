package org.godocker.executor.docker.internal.config;

import java.time.Duration;
import java.util.regex.Pattern;
import org.godocker.executor.docker.DockerExecutorOptions;
import org.godocker.spi.config.OptionReader;
import org.godocker.spi.executor.ExecutorCapabilities.PlacementRule;

/**
 * What holds for all nodes.
 *
 * @param placement       how jobs are spread over the nodes
 * @param parallelLaunches at once, over all nodes
 * @param pullTimeout     after which the pull of an image is given up
 * @param callTimeout     after which a call of an engine is given up
 * @param usageInterval   between two readings of what a container uses
 * @param heartbeat       between two signs of life asked of an engine
 * @param pidsLimit       most processes and threads in a container
 * @param network         name of the engines' network for jobs that may use one
 */
public record ExecutorSettings(
        PlacementRule placement, int parallelLaunches, Duration pullTimeout, Duration callTimeout, Duration usageInterval,
        Duration heartbeat, int pidsLimit, String network) {

    public static final ExecutorSettings DEFAULTS = new ExecutorSettings(PlacementRule.SPREAD, 8, Duration.ofMinutes(15),
            Duration.ofMinutes(2), Duration.ofSeconds(2), Duration.ofSeconds(15), 4096, "bridge");

    private static final Pattern NETWORK = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,63}");

    /** Reads all options; a malformed one stays as it is in {@code inForce}. */
    public static ExecutorSettings read(OptionReader options, ExecutorSettings inForce) {
        ExecutorSettings d = DEFAULTS;
        return new ExecutorSettings(
                options.choice(DockerExecutorOptions.PLACEMENT, PlacementRule.class, d.placement, inForce.placement),
                options.integer(DockerExecutorOptions.PARALLEL_LAUNCHES, 1, 256, d.parallelLaunches, inForce.parallelLaunches),
                options.duration(DockerExecutorOptions.PULL_TIMEOUT, d.pullTimeout, inForce.pullTimeout),
                options.duration(DockerExecutorOptions.CALL_TIMEOUT, d.callTimeout, inForce.callTimeout),
                options.duration(DockerExecutorOptions.USAGE_INTERVAL, d.usageInterval, inForce.usageInterval),
                options.duration(DockerExecutorOptions.HEARTBEAT_INTERVAL, d.heartbeat, inForce.heartbeat),
                options.integer(DockerExecutorOptions.PIDS_LIMIT, 16, 4_194_304, d.pidsLimit, inForce.pidsLimit),
                options.value(DockerExecutorOptions.NETWORK, d.network, inForce.network, ExecutorSettings::network));
    }

    private static String network(String text) {
        if (!NETWORK.matcher(text).matches() || text.equals("host")) {
            throw new IllegalArgumentException(
                    "must be the name of a network of the engines, for example bridge; host is not allowed, it would give jobs the network of the node itself");
        }
        return text;
    }
}
