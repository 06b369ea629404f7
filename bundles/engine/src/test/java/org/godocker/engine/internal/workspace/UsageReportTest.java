package org.godocker.engine.internal.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.godocker.api.job.JobId;
import org.godocker.api.job.ResourceUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageReportTest {

    private static final JobId ID = new JobId(7);

    @TempDir
    private Path temporary;

    @Test
    void readsBothVersionsOfCgroups() {
        assertThat(UsageReport.parse("memory_peak_bytes 1048576\ncpu_nanoseconds 2500000000\n"))
                .contains(new ResourceUsage(2.5, 1 << 20));
        assertThat(UsageReport.parse("memory_peak_bytes 1\ncpu_microseconds 2500000\n")).contains(new ResourceUsage(2.5, 1));
        assertThat(UsageReport.parse("cpu_microseconds 0\n")).contains(ResourceUsage.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "memory_peak_bytes 1", "memory_peak_bytes -1\n", "memory_peak_bytes 1e3\n", "a b c\n",
        "memory_peak_bytes 9999999999999999999\n", "memory_peak_bytes 1\n\n\nfoo 1\n", "cpu_nanoseconds NaN\n", "\n"})
    void takesNothingElse(String text) {
        assertThat(UsageReport.parse(text)).isEmpty();
    }

    @Test
    void readsTheFileOfAJobAndNothingElse() throws Exception {
        WorkspaceLayout layout = WorkspaceFixtures.layout(temporary);
        WorkspaceReader reader = new WorkspaceReader(layout);
        assertThat(UsageReport.read(reader, ID, WorkspaceFixtures.UID)).isEmpty();
        new WorkspaceMaker(layout).prepare(WorkspaceFixtures.attempt(7, 1), WorkspaceFixtures.spec("true"),
                WorkspaceFixtures.OWNER, List.of());
        Path file = layout.directory(ID).resolve("god.usage");
        WorkspaceFixtures.write(file, "memory_peak_bytes 5\n");
        assertThat(UsageReport.read(reader, ID, WorkspaceFixtures.UID)).contains(new ResourceUsage(0, 5));
        WorkspaceFixtures.write(file, "memory_peak_bytes 5\n".repeat(100));
        assertThat(UsageReport.read(reader, ID, WorkspaceFixtures.UID)).isEmpty();
        Files.delete(file);
        WorkspaceFixtures.pipe(file);
        assertThat(UsageReport.read(reader, ID, WorkspaceFixtures.UID)).isEmpty();
        Files.delete(file);
        Files.createSymbolicLink(file, WorkspaceFixtures.write(temporary.resolve("other"), "memory_peak_bytes 5\n"));
        assertThat(UsageReport.read(reader, ID, WorkspaceFixtures.UID)).isEmpty();
    }
}
