package org.godocker.spi.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Tokens and API keys on disk, as hashes only. Called on any thread; all throw {@link StoreException}. */
@ConsumerType
public interface AccessTokenStore {

    /** What it was made for. */
    enum Kind { SESSION, API_KEY }

    /**
     * A token or API key.
     *
     * @param id      public, random
     * @param owner   login it acts for
     * @param kind    what it was made for
     * @param name    what its owner calls it; empty for sessions
     * @param hash    SHA-256 of the secret in lower case hexadecimal
     * @param created when
     * @param expires when it stops working; empty for never
     */
    record AccessToken(
            String id, String owner, Kind kind, String name, String hash, Instant created, Optional<Instant> expires) {

        public AccessToken {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(owner, "owner");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(hash, "hash");
            Objects.requireNonNull(created, "created");
            Objects.requireNonNull(expires, "expires");
        }

        @Override
        public String toString() {
            return "AccessToken[id=" + id + ", owner=" + owner + ", kind=" + kind + "]";
        }
    }

    void insert(AccessToken token);

    Optional<AccessToken> findByHash(String hash);

    /** Oldest first. */
    List<AccessToken> list(String owner, Kind kind);

    /** Removes one; false when there is none such of this owner. */
    boolean delete(String owner, String id);

    /** Removes all of an owner, of one kind or, when empty, of every kind. @return how many */
    int deleteAll(String owner, Optional<Kind> kind);

    /** Removes what expired before a time. Called about once an hour. @return how many */
    int deleteExpired(Instant before);
}
