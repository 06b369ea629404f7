package org.godocker.executor.docker.internal.node;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.godocker.executor.docker.internal.config.ExecutorSettings;

/**
 * What the parts of one node share.
 *
 * @param node     its name
 * @param names    of containers
 * @param settings in force
 * @param ledger   of its containers
 * @param pulls    of images onto it
 * @param programs known to be in its images
 * @param troubles with starting jobs
 * @param ends     where ends are reported
 * @param clock    of the server
 * @param patience with other clients, see {@link Unstarted}
 */
record NodeTools(
        String node, ContainerNames names, Supplier<ExecutorSettings> settings, Ledger ledger, ImagePulls pulls, Programs programs,
        Troubles troubles, EndReports ends, Clock clock, Supplier<Duration> patience) {
}
