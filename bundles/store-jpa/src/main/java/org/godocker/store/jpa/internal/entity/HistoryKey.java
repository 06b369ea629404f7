package org.godocker.store.jpa.internal.entity;

import java.io.Serializable;
import java.util.Objects;

/** Key of {@code job_history}. JPA wants a class with a constructor without arguments. */
public class HistoryKey implements Serializable {

    private static final long serialVersionUID = 1L;

    public long jobId;
    public long step;

    @Override
    public boolean equals(Object other) {
        return other instanceof HistoryKey key && key.jobId == jobId && key.step == step;
    }

    @Override
    public int hashCode() {
        return Objects.hash(jobId, step);
    }
}
