package org.godocker.spi.watcher;

import java.util.Objects;

/** May a job start? Given by watchers and by quota policies. */
public sealed interface StartVerdict {

    record Start() implements StartVerdict {
    }

    /** Not now; asked again in later passes. @param message why, for the user */
    record Hold(String message) implements StartVerdict {
        public Hold {
            Objects.requireNonNull(message, "message");
        }
    }

    /** Never; the job ends as rejected. @param message why, for the user */
    record Reject(String message) implements StartVerdict {
        public Reject {
            Objects.requireNonNull(message, "message");
        }
    }
}
