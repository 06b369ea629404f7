package org.godocker.store.jpa.internal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobState;
import org.godocker.spi.store.JobStore;
import org.godocker.store.jpa.internal.contract.Jobs;
import org.godocker.store.jpa.internal.database.DerbyFolder;
import org.godocker.store.jpa.internal.job.JpaJobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server dies by SIGKILL in the middle of commits: what was acknowledged is there, and nothing is half there. */
class KilledServerTest {

    private static final int KILLS = 3;

    @TempDir
    Path folder;

    @Test
    void everyAcknowledgedCommitSurvivesWhole() throws Exception {
        Random random = new Random();
        String serverId = null;
        for (int kill = 0; kill < KILLS; kill++) {
            long acknowledged = runAndKill(20 + random.nextInt(200));
            try (DerbyFolder derby = new DerbyFolder(folder.resolve("database"))) {
                JobStore store = new JpaJobStore(derby.database());
                check(store, acknowledged);
                assertThat(serverId == null || serverId.equals(store.serverId())).as("the installation keeps its name").isTrue();
                serverId = store.serverId();
            }
        }
    }

    private long runAndKill(int batches) throws Exception {
        try (ChildJvm child = new ChildJvm("", folder, CommitMain.class, folder.toString())) {
            String last = "none";
            for (int i = 0; i < batches; i++) {
                last = child.readLine();
                assertThat(last).as("the child goes on until it is killed, see errors.log").isNotNull();
            }
            List<String> rest = child.kill();
            // The kill may cut the last line: an acknowledgement nobody got whole.
            return Long.parseLong(rest.size() < 2 ? last : rest.get(rest.size() - 2));
        }
    }

    private static void check(JobStore store, long acknowledged) {
        long jobs = store.highestJobId();
        assertThat(jobs % CommitMain.SIZE).as("no batch is half there").isZero();
        long batches = jobs / CommitMain.SIZE;
        assertThat(batches).isGreaterThan(acknowledged);
        for (long batch = 0; batch < batches; batch++) {
            assertThat(store.findSubmission("ann", "batch " + batch)).isPresent();
            for (Job expected : CommitMain.batch(batch).inserts()) {
                Job found = store.find(expected.id()).orElseThrow();
                boolean started = batch < batches - 1;
                assertThat(found.spec()).isEqualTo(expected.spec());
                assertThat(found.version()).isEqualTo(started ? 2 : 1);
                assertThat(found.progress()).isEqualTo(started ? Jobs.progress(JobState.RUNNING) : expected.progress());
                assertThat(store.history(expected.id())).hasSize(started ? 2 : 1);
            }
        }
        assertThat(store.find(new JobId(jobs + 1))).isEmpty();
        assertThat(store.findSubmission("ann", "batch " + batches)).isEmpty();
    }
}
