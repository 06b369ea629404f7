package org.godocker.store.jpa.internal.crash;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import org.godocker.spi.store.JobStore;
import org.godocker.spi.store.StoreException;
import org.godocker.store.jpa.internal.contract.Jobs;
import org.godocker.store.jpa.internal.database.DerbyFolder;
import org.godocker.store.jpa.internal.database.ShippedDerbySettings;
import org.godocker.store.jpa.internal.job.JpaJobStore;

/**
 * Writes jobs until the database refuses, then again each time a line comes on standard input. Arguments: the folder, and how many times 16 characters a script has. Prints {@code ok N} with the
 * highest number written, or {@code KIND} of the refusal, and whether all that was accepted can still be read.
 */
public final class FullDiskMain {

    private FullDiskMain() {
    }

    public static void main(String[] args) throws Exception {
        ShippedDerbySettings.apply();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        try (DerbyFolder derby = new DerbyFolder(Path.of(args[0]).resolve("database"))) {
            JobStore store = new JpaJobStore(derby.database());
            String script = "0123456789abcdef".repeat(Integer.parseInt(args[1]));
            long last = 0;
            System.out.println("ready");
            for (String line = commands.readLine(); line != null && !line.equals("end"); line = commands.readLine()) {
                int wanted = Integer.parseInt(line);
                try {
                    for (int i = 0; i < wanted; i++) {
                        store.commit(Jobs.inserts(Jobs.job(last + 1, "ann", Jobs.spec(script))));
                        last++;
                    }
                    System.out.println("ok " + last);
                } catch (StoreException e) {
                    System.out.println(e.kind());
                    e.printStackTrace();
                }
                System.out.println(readable(store, last));
            }
        }
    }

    private static String readable(JobStore store, long last) {
        try {
            return "highest " + store.highestJobId() + " of " + last;
        } catch (StoreException e) {
            e.printStackTrace();
            return "unreadable " + e.kind();
        }
    }
}
