package org.godocker.executor.docker.internal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.godocker.api.job.ResourceUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the kernel's figures of a container are found. */
class CgroupFilesTest {

    @TempDir
    private Path root;

    private void put(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    @Test
    void firstKind() throws IOException {
        put("memory/docker/abc/memory.max_usage_in_bytes", "4096\n");
        put("cpuacct/docker/abc/cpuacct.usage", "2500000000\n");
        assertThat(new CgroupFiles(root).read("abc")).contains(new ResourceUsage(2.5, 4096));
    }

    @Test
    void secondKindUnderSystemd() throws IOException {
        put("system.slice/docker-abc.scope/memory.peak", "8192\n");
        put("system.slice/docker-abc.scope/cpu.stat", "usage_usec 1500000\nuser_usec 1\n");
        assertThat(new CgroupFiles(root).read("abc")).contains(new ResourceUsage(1.5, 8192));
    }

    @Test
    void secondKindOfAnOlderKernelKnowsNoPeak() throws IOException {
        put("docker/abc/memory.current", "77\n");
        put("docker/abc/cpu.stat", "usage_usec 0\n");
        assertThat(new CgroupFiles(root).read("abc")).contains(new ResourceUsage(0, 77));
    }

    @Test
    void nothingOfContainersThatCannotBeSeen() throws IOException {
        put("memory/docker/gone/cgroup.procs", "");
        assertThat(new CgroupFiles(root).read("abc")).isEmpty();
        assertThat(new CgroupFiles(root).read("gone")).isEmpty();
    }
}
