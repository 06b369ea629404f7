package org.godocker.executor.docker.internal.usage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.godocker.api.job.ResourceUsage;

/**
 * Reads what a container uses from the kernel's control groups, when the engine is on this machine and puts containers
 * where Docker Engines put them. The kernel keeps the peak itself, so a late reading has missed nothing.
 */
public final class CgroupFiles {

    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final List<String> FIRST_KIND_CPU = List.of("cpuacct", "cpu,cpuacct");

    private final Path root;

    public CgroupFiles() {
        this(ROOT);
    }

    CgroupFiles(Path root) {
        this.root = root;
    }

    /** @return empty when the container's groups cannot be seen from here, or no longer */
    public Optional<ResourceUsage> read(String container) {
        for (String group : List.of("docker/" + container, "system.slice/docker-" + container + ".scope")) {
            Optional<ResourceUsage> usage = read(root, group);
            if (usage.isPresent()) {
                return usage;
            }
        }
        return Optional.empty();
    }

    private static Optional<ResourceUsage> read(Path root, String group) {
        Path firstKind = root.resolve("memory").resolve(group);
        Path secondKind = root.resolve(group);
        try {
            if (Files.isDirectory(firstKind)) {
                long peak = number(firstKind.resolve("memory.max_usage_in_bytes"));
                for (String controller : FIRST_KIND_CPU) {
                    Path cpu = root.resolve(controller).resolve(group).resolve("cpuacct.usage");
                    if (Files.exists(cpu)) {
                        return Optional.of(new ResourceUsage(number(cpu) / 1e9, peak));
                    }
                }
                return Optional.of(new ResourceUsage(0, peak));
            }
            if (Files.isDirectory(secondKind)) {
                Path peak = secondKind.resolve("memory.peak");
                long memory = number(Files.exists(peak) ? peak : secondKind.resolve("memory.current"));
                return Optional.of(new ResourceUsage(cpuSeconds(secondKind.resolve("cpu.stat")), memory));
            }
        } catch (IOException | NumberFormatException e) {
            // The group went away while it was being read: the container has ended.
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static long number(Path file) throws IOException {
        return Long.parseLong(Files.readString(file, StandardCharsets.US_ASCII).strip());
    }

    private static double cpuSeconds(Path file) throws IOException {
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            if (line.startsWith("usage_usec ")) {
                return Long.parseLong(line.substring("usage_usec ".length()).strip()) / 1e6;
            }
        }
        return 0;
    }
}
