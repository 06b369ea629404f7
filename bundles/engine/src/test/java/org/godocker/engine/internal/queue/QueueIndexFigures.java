package org.godocker.engine.internal.queue;

import java.util.Comparator;
import java.util.Iterator;
import java.util.Random;
import org.godocker.api.job.JobShape;
import org.godocker.spi.scheduling.QueuedJob;

/**
 * Prints what a waiting job costs in memory and what a pass costs in time. Arguments: jobs (1000000), users (200),
 * shapes (10).
 */
final class QueueIndexFigures {

    private QueueIndexFigures() {}

    public static void main(String[] arguments) {
        int jobs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int users = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        int shapes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
        long before = usedHeap();
        QueueIndex index = new QueueIndex();
        Random random = new Random(1);
        long start = System.nanoTime();
        for (int id = 1; id <= jobs; id++) {
            JobShape shape = QueueFixtures.shape(1000, (1 + random.nextInt(shapes)) << 10);
            index.add(QueueFixtures.job(id, "user" + random.nextInt(users), "default", shape));
        }
        System.out.printf("%s: %.0f ns a job to add, %d bytes a job%n", index,
                (System.nanoTime() - start) / (double) jobs, (usedHeap() - before) / jobs);
        for (int round = 1; round <= 5; round++) {
            System.out.printf("100 taken: by submission %.2f ms, merged by owner %.2f ms, all but one shape blocked %.2f ms%n",
                    take(index, false, 0), take(index, true, 0), take(index, false, shapes - 1));
        }
        start = System.nanoTime();
        for (int id = jobs; id > jobs - Math.min(jobs, 100_000); id--) {
            index.remove(new org.godocker.api.job.JobId(id));
        }
        System.out.printf("%.0f ns a job to remove%n", (System.nanoTime() - start) / (double) Math.min(jobs, 100_000));
    }

    private static double take(QueueIndex index, boolean merged, int blockedShapes) {
        long start = System.nanoTime();
        try (QueuePass pass = index.openPass()) {
            Iterator<QueuedJob> order = merged
                    ? pass.view().mergedBy(Comparator.comparing(QueuedJob::owner).thenComparing(QueuedJob::id))
                    : pass.view().bySubmission();
            int taken = 0;
            for (int blocked = 0; taken < 100 && order.hasNext();) {
                QueuedJob job = order.next();
                if (blocked < blockedShapes) {
                    pass.block(job.shape());
                    blocked++;
                } else {
                    taken++;
                }
            }
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
