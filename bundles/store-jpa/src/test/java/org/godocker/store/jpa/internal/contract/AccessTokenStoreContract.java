package org.godocker.store.jpa.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.godocker.store.jpa.internal.contract.JobStoreContract.refused;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
import org.godocker.spi.store.AccessTokenStore;
import org.godocker.spi.store.AccessTokenStore.AccessToken;
import org.godocker.spi.store.AccessTokenStore.Kind;
import org.godocker.spi.store.StoreException;
import org.junit.jupiter.api.Test;

/** What every store of tokens does. */
public abstract class AccessTokenStoreContract {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.000000006Z");

    /** The store under test, empty at the start of each test; the same one whenever it is asked for. */
    protected abstract AccessTokenStore store();

    private static AccessToken token(String id, String owner, Kind kind, int age, Optional<Instant> expires) {
        return new AccessToken(id, owner, kind, "name of " + id, "hash-" + id, TIME.minusSeconds(age), expires);
    }

    @Test
    void tokenIsFoundByItsHash() {
        AccessToken key = token("a", "ann", Kind.API_KEY, 0, Optional.empty());
        AccessToken session = token("b", "ann", Kind.SESSION, 0, Optional.of(TIME.plusSeconds(60)));
        store().insert(key);
        store().insert(session);
        assertThat(store().findByHash("hash-a")).contains(key);
        assertThat(store().findByHash("hash-b")).contains(session);
        assertThat(store().findByHash("HASH-A")).isEmpty();
    }

    @Test
    void listIsOfOneOwnerAndKindOldestFirst() {
        store().insert(token("a", "ann", Kind.API_KEY, 1, Optional.empty()));
        store().insert(token("b", "ann", Kind.API_KEY, 9, Optional.empty()));
        store().insert(token("c", "ann", Kind.SESSION, 5, Optional.empty()));
        store().insert(token("d", "bob", Kind.API_KEY, 5, Optional.empty()));
        assertThat(store().list("ann", Kind.API_KEY)).extracting(AccessToken::id).containsExactly("b", "a");
        assertThat(store().list("eve", Kind.API_KEY)).isEmpty();
    }

    @Test
    void onlyTheOwnersTokenIsRemoved() {
        store().insert(token("a", "ann", Kind.API_KEY, 0, Optional.empty()));
        assertThat(store().delete("bob", "a")).isFalse();
        assertThat(store().delete("ann", "a")).isTrue();
        assertThat(store().delete("ann", "a")).isFalse();
        assertThat(store().findByHash("hash-a")).isEmpty();
    }

    @Test
    void allOfAnOwnerAreRemoved() {
        store().insert(token("a", "ann", Kind.API_KEY, 0, Optional.empty()));
        store().insert(token("b", "ann", Kind.SESSION, 0, Optional.empty()));
        store().insert(token("c", "ann", Kind.SESSION, 0, Optional.empty()));
        store().insert(token("d", "bob", Kind.SESSION, 0, Optional.empty()));
        assertThat(store().deleteAll("ann", Optional.of(Kind.SESSION))).isEqualTo(2);
        assertThat(store().deleteAll("ann", Optional.empty())).isEqualTo(1);
        assertThat(store().findByHash("hash-d")).isPresent();
    }

    @Test
    void expiredOnesAreRemovedAndOthersStay() {
        store().insert(token("never", "ann", Kind.API_KEY, 0, Optional.empty()));
        store().insert(token("at", "ann", Kind.SESSION, 0, Optional.of(TIME)));
        store().insert(token("before", "ann", Kind.SESSION, 0, Optional.of(TIME.minusNanos(1))));
        store().insert(token("far", "ann", Kind.SESSION, 0, Optional.of(Instant.parse("9999-12-31T23:59:59Z"))));
        assertThat(store().deleteExpired(TIME)).isEqualTo(1);
        assertThat(store().findByHash("hash-before")).isEmpty();
        assertThat(store().findByHash("hash-at")).isPresent();
        assertThat(store().findByHash("hash-far").orElseThrow().expires().orElseThrow()).isAfter(Instant.parse("2250-01-01T00:00:00Z"));
    }

    @Test
    void idAndHashAreUniqueAndNotTold() {
        store().insert(token("a", "ann", Kind.API_KEY, 0, Optional.empty()));
        refused(StoreException.Kind.DUPLICATE, () -> store().insert(token("a", "bob", Kind.API_KEY, 0, Optional.empty())));
        AccessToken sameHash = new AccessToken("z", "bob", Kind.API_KEY, "", "hash-a", TIME, Optional.empty());
        Throwable refusal = catchThrowable(() -> store().insert(sameHash));
        assertThat(refusal).isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.DUPLICATE));
        StringWriter all = new StringWriter();
        refusal.printStackTrace(new PrintWriter(all));
        assertThat(all.toString()).doesNotContain("hash-a");
    }
}
