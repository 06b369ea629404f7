package org.godocker.shell.internal;

import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.job.VolumeRequest;

/** Reads a volume as the REST interface does: {@code home}, {@code home:ro} or {@code home:rw}; read-only unless said. */
final class VolumeOption {

    private VolumeOption() {
    }

    static VolumeRequest parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (name.isEmpty()) {
            throw InvalidRequestException.of("volumes", "not-empty", "must name a volume");
        }
        return new VolumeRequest(name, switch (colon < 0 ? "ro" : text.substring(colon + 1)) {
            case "ro" -> true;
            case "rw" -> false;
            default -> throw InvalidRequestException.of("volumes", "access", "a volume is written name, name:ro or name:rw");
        });
    }
}
