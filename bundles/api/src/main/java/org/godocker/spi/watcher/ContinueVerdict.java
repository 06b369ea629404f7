package org.godocker.spi.watcher;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.godocker.api.job.Reason;

/** May a running job go on? */
public sealed interface ContinueVerdict {

    /** Yes. @param nextReview when to ask again; empty for not at all */
    record GoOn(Optional<Instant> nextReview) implements ContinueVerdict {
        public GoOn {
            Objects.requireNonNull(nextReview, "nextReview");
        }
    }

    /** No: it is killed. @param reason the cause that the job shows */
    record Kill(Reason reason) implements ContinueVerdict {
        public Kill {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
