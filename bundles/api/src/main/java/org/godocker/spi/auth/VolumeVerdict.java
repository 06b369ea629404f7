package org.godocker.spi.auth;

import java.util.List;
import java.util.Objects;

/** Answer to a request for volumes. */
public sealed interface VolumeVerdict {

    /** All granted, in the order asked for. */
    record Granted(List<VolumeGrant> grants) implements VolumeVerdict {
        public Granted {
            grants = List.copyOf(grants);
        }
    }

    /**
     * One is not granted, so none is.
     *
     * @param volume  its name
     * @param message why, and what there is instead
     */
    record Refused(String volume, String message) implements VolumeVerdict {
        public Refused {
            Objects.requireNonNull(volume, "volume");
            Objects.requireNonNull(message, "message");
        }
    }
}
