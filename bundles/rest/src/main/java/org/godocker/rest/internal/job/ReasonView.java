package org.godocker.rest.internal.job;

import org.godocker.api.job.Reason;

/** Why a job is in its state. */
public record ReasonView(String code, String message) {

    static ReasonView of(Reason reason) {
        return new ReasonView(reason.code().name(), reason.message());
    }
}
