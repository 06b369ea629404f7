package org.godocker.engine.internal.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godocker.api.error.ServiceException;
import org.godocker.api.job.JobFileService.WorkspaceFile;
import org.godocker.api.job.JobId;
import org.godocker.api.job.ResourceUsage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the wrapper noted about cpu and memory when the script ended. The file is the user's, so it proves nothing: it is
 * good for showing him his figures where an executor has none, not for charging him.
 */
public final class UsageReport {

    static final String FILE = "god.usage";

    private static final Logger LOG = LoggerFactory.getLogger(UsageReport.class);
    private static final int MAX_SIZE = 1024;
    private static final Pattern LINE = Pattern.compile("([a-z_]{1,32}) ([0-9]{1,18})");

    private UsageReport() {}

    /**
     * Reads the note of a job's last attempt.
     *
     * @param uid whom the job's files belong to
     * @return empty when there is none, or it is not as the wrapper writes it; never throws for what the job put there
     */
    public static Optional<ResourceUsage> read(WorkspaceReader reader, JobId id, int uid) {
        try (WorkspaceFile file = reader.open(id, uid, FILE)) {
            if (file.size() > MAX_SIZE) {
                return Optional.empty();
            }
            return parse(new String(file.content().readNBytes(MAX_SIZE), StandardCharsets.US_ASCII));
        } catch (ServiceException | IOException e) {
            LOG.debug("job {} left no usable {}: {}", id, FILE, e.getMessage());
            return Optional.empty();
        }
    }

    static Optional<ResourceUsage> parse(String text) {
        ResourceUsage usage = ResourceUsage.NONE;
        if (!text.endsWith("\n")) {
            return Optional.empty();
        }
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            Matcher figure = LINE.matcher(line);
            if (!figure.matches()) {
                return Optional.empty();
            }
            long value = Long.parseLong(figure.group(2));
            switch (figure.group(1)) {
                case "memory_peak_bytes" -> usage = new ResourceUsage(usage.cpuSeconds(), value);
                case "cpu_nanoseconds" -> usage = new ResourceUsage(value / 1e9, usage.memoryPeak());
                case "cpu_microseconds" -> usage = new ResourceUsage(value / 1e6, usage.memoryPeak());
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(usage);
    }
}
