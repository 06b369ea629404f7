package org.godocker.spi.auth;

import java.util.Objects;

/**
 * A volume a user may mount.
 *
 * @param name       as it was asked for
 * @param path       absolute path on the nodes; decided by the provider, never by the user
 * @param mountPoint absolute path in the container
 * @param readOnly   whether he may only read
 */
public record VolumeGrant(String name, String path, String mountPoint, boolean readOnly) {

    public VolumeGrant {
        Objects.requireNonNull(name, "name");
        if (!path.startsWith("/") || !mountPoint.startsWith("/")) {
            throw new IllegalArgumentException("volume " + name + " needs absolute paths");
        }
    }
}
