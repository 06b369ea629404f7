package org.godocker.store.jpa.internal.job;

import static org.godocker.store.jpa.internal.contract.Jobs.job;
import static org.godocker.store.jpa.internal.contract.Jobs.progress;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobQuery;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.JobState;
import org.godocker.api.job.ResourceRequest;
import org.godocker.spi.store.JobBatch;
import org.godocker.spi.store.JobStore;
import org.godocker.store.jpa.internal.database.DerbyFolder;
import org.godocker.store.jpa.internal.database.ShippedDerbySettings;

/**
 * Prints how long the first page of the job list takes with many ended jobs, for each kind of filter, and how long reading
 * the live ones takes. Arguments: the folder of the database (used again when it is there) and how many jobs (default 1,000,000).
 */
public final class ListBenchmark {

    private static final int TIMES = 40;

    private ListBenchmark() {
    }

    public static void main(String[] args) throws Exception {
        ShippedDerbySettings.apply();
        Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("godocker-store");
        int jobs = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        try (DerbyFolder derby = new DerbyFolder(folder.resolve("database"))) {
            JobStore store = new JpaJobStore(derby.database());
            fill(store, jobs);
            JobQuery all = JobQuery.all();
            measure(store, "no filter", all);
            measure(store, "owner", all.ownedBy("user3"));
            measure(store, "owner with few jobs", all.ownedBy("rare"));
            measure(store, "state", states(all, JobState.SUCCEEDED));
            measure(store, "rare states", states(all, JobState.FAILED, JobState.KILLED, JobState.LOST));
            measure(store, "owner and states", states(all.ownedBy("user3"), JobState.FAILED, JobState.SUCCEEDED));
            measure(store, "project", new JobQuery(Set.of(), Optional.empty(), Optional.of("project5"), Optional.empty(), Optional.empty(), Optional.empty(), 50));
            measure(store, "tag", new JobQuery(Set.of(), Optional.empty(), Optional.empty(), Optional.of("tag70"), Optional.empty(), Optional.empty(), 50));
            measure(store, "text", new JobQuery(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("JOB 77"), Optional.empty(), 50));
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long start = System.nanoTime();
            long[] live = new long[1];
            store.forEachLive(job -> live[0]++);
            System.out.printf("%-22s %,d jobs in %,d ms, %,d ms cpu%n", "live jobs", live[0], (System.nanoTime() - start) / 1_000_000,
                    (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1_000_000);
        }
    }

    /** One in fifty failed, one in ten still waits; the owner {@code rare} has the first three only. */
    private static void fill(JobStore store, int jobs) {
        for (long from = store.highestJobId() + 1; from <= jobs; from += 1000) {
            List<Job> batch = new ArrayList<>();
            for (long id = from; id < from + 1000; id++) {
                JobSpec spec = new JobSpec("job " + id, "", id % 10 == 0 ? List.of("tag" + id % 100) : List.of(), "project" + id % 30,
                        "debian:12", "echo " + id, Map.of(), new ResourceRequest(1000, 1L << 30), List.of(), Duration.ofHours(1), false,
                        false, "");
                Job pending = job(id, id <= 3 ? "rare" : "user" + id % 20, spec);
                JobState state = id % 50 == 0 ? JobState.FAILED : JobState.SUCCEEDED;
                batch.add(id % 10 == 1 ? pending : pending.withProgress(progress(state)));
            }
            store.commit(new JobBatch(batch, List.of(), List.of()));
        }
    }

    private static JobQuery states(JobQuery query, JobState... states) {
        return new JobQuery(Set.of(states), query.owner(), query.project(), query.tag(), query.text(), query.cursor(), query.limit());
    }

    private static void measure(JobStore store, String name, JobQuery query) {
        double[] millis = new double[TIMES];
        long began = System.nanoTime();
        int found = store.list(query).items().size();
        double first = (System.nanoTime() - began) / 1e6;
        for (int i = 0; i < TIMES && first < 1000; i++) {
            store.list(query);
        }
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            found = store.list(query).items().size();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf("%-22s %3d jobs, first call %.0f ms, median %.1f ms, 95th percentile %.1f ms%n", name, found, first,
                millis[TIMES / 2], millis[TIMES * 95 / 100]);
    }
}
