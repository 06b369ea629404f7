package org.godocker.store.jpa.internal.job;

import static org.godocker.store.jpa.internal.contract.Jobs.change;
import static org.godocker.store.jpa.internal.contract.Jobs.job;
import static org.godocker.store.jpa.internal.contract.Jobs.progress;
import static org.godocker.store.jpa.internal.contract.Jobs.spec;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobState;
import org.godocker.spi.store.JobBatch;
import org.godocker.spi.store.JobChange;
import org.godocker.spi.store.JobStore;
import org.godocker.store.jpa.internal.contract.Jobs;
import org.godocker.store.jpa.internal.database.DerbyFolder;
import org.godocker.store.jpa.internal.database.ShippedDerbySettings;

/**
 * Prints how many jobs a second the store takes, on embedded Derby in a folder with its default durability. Arguments: the
 * folder to make the database in (default: a temporary one) and how many rounds (default 5).
 */
public final class CommitBenchmark {

    private static final String SCRIPT = "#!/bin/sh\n" + "echo a line of a script of ordinary length\n".repeat(8);

    private final JobStore store;
    private long next = 1;

    private CommitBenchmark(JobStore store) {
        this.store = store;
        this.next = store.highestJobId() + 1;
    }

    public static void main(String[] args) throws Exception {
        ShippedDerbySettings.apply();
        Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("godocker-store");
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        try (DerbyFolder derby = new DerbyFolder(folder.resolve("database"))) {
            CommitBenchmark benchmark = new CommitBenchmark(new JpaJobStore(derby.database()));
            for (int round = 1; round <= rounds; round++) {
                System.out.printf("round %d: submissions in batches of 1: %s; of 8: %s; whole lives in batches of 300: %s%n", round, benchmark.submissions(1, 1000), benchmark.submissions(8, 800), benchmark.lives(300, 40));
            }
        }
    }

    private Job newJob() {
        long id = next++;
        return job(id, "user" + id % 20, spec(SCRIPT));
    }

    private String submissions(int size, int batches) {
        Stopwatch watch = new Stopwatch();
        for (int i = 0; i < batches; i++) {
            store.commit(Jobs.inserts(LongStream.range(0, size).mapToObj(n -> newJob()).toArray(Job[]::new)));
        }
        return watch.perSecond((long) size * batches);
    }

    /** Each batch holds new jobs, the start of those before and the end of those before these, as in a busy server. */
    private String lives(int size, int batches) {
        List<Job> started = List.of();
        List<Job> fresh = List.of();
        Stopwatch watch = new Stopwatch();
        for (int i = 0; i < batches + 2; i++) {
            List<Job> inserts = i < batches ? LongStream.range(0, size).mapToObj(n -> newJob()).toList() : List.of();
            List<JobChange> changes = new java.util.ArrayList<>();
            fresh.forEach(job -> changes.add(change(job.id().number(), 1, progress(JobState.STARTING))));
            started.forEach(job -> changes.add(runAndEnd(job.id())));
            store.commit(new JobBatch(inserts, changes, List.of()));
            started = fresh;
            fresh = inserts;
        }
        return watch.perSecond((long) size * batches);
    }

    private static JobChange runAndEnd(JobId id) {
        JobChange runs = change(id.number(), 2, progress(JobState.RUNNING));
        JobChange ends = change(id.number(), 3, Jobs.fullProgress(JobState.SUCCEEDED));
        return new JobChange(id, 2, 4, ends.progress(), List.of(runs.steps().get(0), ends.steps().get(0)));
    }

    /** Wall time is what users see; the thread's own time is comparable on a machine that does other work as well. */
    private static final class Stopwatch {

        private final long wall = System.nanoTime();
        private final long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

        String perSecond(long jobs) {
            long wallNanos = System.nanoTime() - wall;
            long cpuNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
            return String.format("%,d jobs/s (%,d us cpu each)", jobs * 1_000_000_000L / wallNanos, cpuNanos / jobs / 1000);
        }
    }
}
