package org.godocker.rest.internal.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.godocker.api.job.JobSubmission;
import org.godocker.api.job.Lifespan;
import org.godocker.api.job.MemorySize;
import org.godocker.rest.internal.json.ObjectFields;
import org.godocker.rest.internal.json.Violations;

/** Reads the body of a submission: form here, rules of the domain in the engine. */
final class SubmissionReader {

    private static final Set<String> SHOWN_ONLY = Set.of("id", "state", "reason", "attempt", "node", "submitted",
            "started", "ended", "exitCode", "cpuSeconds", "memoryPeak");

    private final Violations violations = new Violations();
    private String owner;
    private boolean ownerKnown;

    /** @throws org.godocker.api.error.InvalidRequestException naming every field that cannot be read */
    Submission read(JsonNode body) {
        List<JobSubmission> jobs = new ArrayList<>();
        if (body.isArray()) {
            if (body.isEmpty()) {
                violations.add("", "not-empty", "at least one job is needed");
            }
            for (int i = 0; i < body.size(); i++) {
                jobs.add(job(new ObjectFields(body.get(i), "[" + i + "]", violations)));
            }
        } else {
            jobs.add(job(new ObjectFields(body, "", violations)));
        }
        violations.throwIfAny();
        return new Submission(owner, jobs, body.isArray());
    }

    private JobSubmission job(ObjectFields fields) {
        JobSubmission job = new JobSubmission(
                fields.text("name"),
                fields.text("description"),
                fields.texts("tags"),
                fields.text("project"),
                fields.text("image"),
                fields.text("script"),
                fields.textMap("env"),
                fields.decimal("cpus"),
                memory(fields),
                fields.list("volumes", new VolumeRequests(violations)::read),
                lifespan(fields),
                fields.flag("network"),
                fields.flag("root"),
                fields.text("executor"));
        fields.require("image");
        fields.require("script");
        noteOwner(fields);
        fields.finish(SHOWN_ONLY);
        return job;
    }

    private void noteOwner(ObjectFields fields) {
        String wanted = fields.text("owner");
        if (!ownerKnown) {
            owner = wanted;
            ownerKnown = true;
        } else if (wanted == null ? owner != null : !wanted.equals(owner)) {
            fields.violation("owner", "same-owner", "all jobs of one call must be for the same owner");
        }
    }

    private static Long memory(ObjectFields fields) {
        JsonNode node = fields.any("memory");
        if (node != null && node.isIntegralNumber()) {
            if (!node.canConvertToLong()) {
                fields.violation("memory", "range", "must be a whole number of bytes of at most 64 bits");
                return null;
            }
            return node.longValue();
        }
        if (node != null && !node.isTextual()) {
            fields.violation("memory", "size", "must be a whole number of bytes or a string like \"512MiB\"");
            return null;
        }
        return fields.parsed("memory", "size", MemorySize::parse);
    }

    private static Duration lifespan(ObjectFields fields) {
        JsonNode node = fields.any("lifespan");
        if (node != null && node.isIntegralNumber()) {
            if (!node.canConvertToInt() || node.intValue() < 1) {
                fields.violation("lifespan", "range", "must be at least one second and at most 32 bits of seconds");
                return null;
            }
            return Duration.ofSeconds(node.intValue());
        }
        if (node != null && !node.isTextual()) {
            fields.violation("lifespan", "duration", "must be a whole number of seconds or a string like \"90m\" or \"PT1H30M\"");
            return null;
        }
        return fields.parsed("lifespan", "duration", Lifespan::parse);
    }
}
