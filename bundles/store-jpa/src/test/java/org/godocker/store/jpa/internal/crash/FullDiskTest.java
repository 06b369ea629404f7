package org.godocker.store.jpa.internal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that cannot grow: the operating system refuses the database's writes as it does on a full disk, and stops refusing
 * when the limit of the running process is lifted. Needs neither a disk of its own nor root.
 */
class FullDiskTest {

    @TempDir
    Path folder;

    @Test
    void commitsAreRefusedAsFullAndGoOnOnceThereIsRoom() throws Exception {
        // In blocks of 512 bytes: 16 MiB a file, more than the log files of 8 MiB.
        try (ChildJvm child = new ChildJvm("ulimit -S -f 32768", folder, FullDiskMain.class, folder.toString(), "4096")) {
            assertThat(child.readLine()).isEqualTo("ready");
            child.writeLine("3");
            assertThat(child.readLine()).isEqualTo("ok 3");
            assertThat(child.readLine()).isEqualTo("highest 3 of 3");
            child.writeLine("2000");
            assertThat(child.readLine()).isEqualTo("FULL");
            String afterRefusal = child.readLine();
            assertThat(afterRefusal).matches("highest (\\d+) of \\1");
            int accepted = Integer.parseInt(afterRefusal.substring(afterRefusal.lastIndexOf(' ') + 1));
            child.writeLine("2000");
            assertThat(child.readLine()).as("still no room").isEqualTo("FULL");
            child.readLine();

            Process lift = new ProcessBuilder("prlimit", "--pid", Long.toString(child.pid()), "--fsize=unlimited:unlimited")
                    .inheritIO().start();
            assertThat(lift.waitFor()).isZero();
            child.writeLine("5");
            assertThat(child.readLine()).startsWith("ok ");
            String inTheEnd = child.readLine();
            assertThat(inTheEnd).matches("highest (\\d+) of \\1");
            assertThat(Integer.parseInt(inTheEnd.substring(inTheEnd.lastIndexOf(' ') + 1))).isGreaterThanOrEqualTo(accepted + 5);
        }
    }
}
