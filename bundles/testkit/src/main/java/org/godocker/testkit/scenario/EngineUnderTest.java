package org.godocker.testkit.scenario;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.godocker.api.job.HistoryEntry;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobSpec;
import org.godocker.spi.executor.Executor;
import org.godocker.spi.quota.QuotaPolicy;
import org.godocker.spi.scheduling.SchedulingPolicy;
import org.godocker.spi.store.JobStore;
import org.godocker.spi.watcher.Watcher;
import org.godocker.testkit.time.VirtualTime;

/**
 * A running engine as {@link Scenario} drives it; an adapter that each engine's tests write once. All its work must run
 * on the scheduler it was given, and none on threads of its own.
 */
public interface EngineUnderTest {

    /** Makes and starts an engine. */
    @FunctionalInterface
    interface Factory {

        /** Starts an engine over what it is given; what is in the store is taken up. */
        EngineUnderTest start(Surroundings surroundings);
    }

    /**
     * What an engine stands on. All plugins are to be installed and used, in this order.
     *
     * @param time     the only time there is
     * @param scheduler for all the engine's work; shut down when the engine dies
     * @param store    jobs on disk, perhaps those of an engine that died
     * @param executors where jobs run
     * @param policies the first is the one in use; none means first come, first served
     * @param watchers asked about starts and running jobs
     * @param quotas   asked about submissions and starts
     */
    record Surroundings(VirtualTime time, ScheduledExecutorService scheduler, JobStore store, List<Executor> executors,
            List<SchedulingPolicy> policies, List<Watcher> watchers, List<QuotaPolicy> quotas) {
        public Surroundings {
            executors = List.copyOf(executors);
            policies = List.copyOf(policies);
            watchers = List.copyOf(watchers);
            quotas = List.copyOf(quotas);
        }
    }

    /**
     * Submits jobs of one owner, all or none; when this returns they are on disk.
     *
     * @throws RuntimeException when they are refused
     */
    List<JobId> submit(String owner, List<JobSpec> jobs);

    /** Asks for the end of a job on its owner's behalf. One that has ended already is left as it is. */
    void kill(JobId id);

    /** A job as a user would see it: a waiting one with the reason it waits for now. */
    Job get(JobId id);

    /** Oldest first. */
    List<HistoryEntry> history(JobId id);

    /** Stops in good order; executors are closed, containers go on. */
    void stop();
}
