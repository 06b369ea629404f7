package org.godocker.api.job;

import java.util.Objects;

/**
 * A volume that a job asks for by name. A name is looked up in what the owner is granted; it is never a path.
 *
 * @param name     for example {@code home}
 * @param readOnly whether the job is content with reading; what is granted may be less than what is asked for, never more
 */
public record VolumeRequest(String name, boolean readOnly) {

    public VolumeRequest {
        Objects.requireNonNull(name, "name");
    }
}
