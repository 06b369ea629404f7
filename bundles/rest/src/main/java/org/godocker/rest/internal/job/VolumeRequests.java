package org.godocker.rest.internal.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.godocker.api.job.VolumeRequest;
import org.godocker.rest.internal.json.ObjectFields;
import org.godocker.rest.internal.json.Violations;

/** Reads volumes: {@code "home"}, {@code "home:rw"} or {@code {"name":"home","access":"rw"}}; read-only unless said. */
final class VolumeRequests {

    static final String READ_ONLY = "ro";
    static final String READ_WRITE = "rw";

    private final Violations violations;

    VolumeRequests(Violations violations) {
        this.violations = violations;
    }

    Optional<VolumeRequest> read(JsonNode node, String path) {
        if (node.isTextual()) {
            return shortForm(node.textValue(), path);
        }
        if (node.isObject()) {
            return longForm(new ObjectFields(node, path, violations));
        }
        violations.add(path, "volume", "must be a volume's name, name:ro, name:rw, or an object with name and access");
        return Optional.empty();
    }

    private Optional<VolumeRequest> shortForm(String text, String path) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        return request(name, path, colon < 0 ? READ_ONLY : text.substring(colon + 1), path);
    }

    private Optional<VolumeRequest> longForm(ObjectFields fields) {
        String name = fields.text("name");
        String access = fields.text("access");
        fields.require("name");
        fields.finish();
        return name == null ? Optional.empty()
                : request(name, fields.path("name"), access == null ? READ_ONLY : access, fields.path("access"));
    }

    private Optional<VolumeRequest> request(String name, String namePath, String access, String accessPath) {
        if (name.isEmpty()) {
            violations.add(namePath, "not-empty", "must name a volume");
            return Optional.empty();
        }
        if (!access.equals(READ_ONLY) && !access.equals(READ_WRITE)) {
            violations.add(accessPath, "access", "access must be ro or rw");
            return Optional.empty();
        }
        return Optional.of(new VolumeRequest(name, access.equals(READ_ONLY)));
    }
}
