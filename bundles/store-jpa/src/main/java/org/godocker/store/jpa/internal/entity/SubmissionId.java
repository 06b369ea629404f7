package org.godocker.store.jpa.internal.entity;

import java.io.Serializable;
import java.util.Objects;

/** Key of {@code submission}. JPA wants a class with a constructor without arguments. */
public class SubmissionId implements Serializable {

    private static final long serialVersionUID = 1L;

    public String owner;
    public String key;

    public SubmissionId() {
    }

    public SubmissionId(String owner, String key) {
        this.owner = owner;
        this.key = key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubmissionId id && Objects.equals(id.owner, owner) && Objects.equals(id.key, key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(owner, key);
    }
}
