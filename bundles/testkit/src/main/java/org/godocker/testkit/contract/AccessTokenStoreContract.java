package org.godocker.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.godocker.testkit.contract.JobStoreContract.assertFails;

import java.util.Optional;
import org.godocker.spi.store.AccessTokenStore;
import org.godocker.spi.store.AccessTokenStore.AccessToken;
import org.godocker.spi.store.AccessTokenStore.Kind;
import org.godocker.spi.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store of tokens and API keys must do. */
@Timeout(60)
public abstract class AccessTokenStoreContract {

    private AccessTokenStore store;

    /** An empty store. */
    protected abstract AccessTokenStore newStore();

    @BeforeEach
    void openStore() {
        store = newStore();
    }

    @Test
    @DisplayName("tokens come back as they were written, found by their hash")
    void keepsTokens() {
        AccessToken key = token("k1", "ann", Kind.API_KEY, 0, Optional.empty());
        AccessToken session = token("s1", "ann", Kind.SESSION, 0, Optional.of(60));
        store.insert(key);
        store.insert(session);
        assertThat(store.findByHash(key.hash())).contains(key);
        assertThat(store.findByHash(session.hash())).contains(session);
        assertThat(store.findByHash("0".repeat(64))).isEmpty();
        assertThat(key.toString()).doesNotContain(key.hash());
    }

    @Test
    @DisplayName("ids and hashes are used once")
    void refusesDuplicates() {
        AccessToken first = token("k1", "ann", Kind.API_KEY, 0, Optional.empty());
        store.insert(first);
        assertFails(StoreException.Kind.DUPLICATE, () -> store.insert(first));
    }

    @Test
    @DisplayName("lists are by owner and kind, oldest first")
    void lists() {
        AccessToken younger = token("k1", "ann", Kind.API_KEY, 20, Optional.empty());
        AccessToken older = token("k2", "ann", Kind.API_KEY, 10, Optional.empty());
        store.insert(younger);
        store.insert(older);
        store.insert(token("s1", "ann", Kind.SESSION, 0, Optional.of(60)));
        store.insert(token("k3", "bob", Kind.API_KEY, 0, Optional.empty()));
        assertThat(store.list("ann", Kind.API_KEY)).containsExactly(older, younger);
        assertThat(store.list("carl", Kind.API_KEY)).isEmpty();
    }

    @Test
    @DisplayName("only the owner's own are removed")
    void deletes() {
        AccessToken own = token("k1", "ann", Kind.API_KEY, 0, Optional.empty());
        store.insert(own);
        assertThat(store.delete("bob", "k1")).isFalse();
        assertThat(store.findByHash(own.hash())).isPresent();
        assertThat(store.delete("ann", "k1")).isTrue();
        assertThat(store.delete("ann", "k1")).isFalse();
        assertThat(store.findByHash(own.hash())).isEmpty();
    }

    @Test
    @DisplayName("all of an owner are removed, of one kind or of every kind")
    void deletesAll() {
        store.insert(token("k1", "ann", Kind.API_KEY, 0, Optional.empty()));
        store.insert(token("s1", "ann", Kind.SESSION, 0, Optional.of(60)));
        store.insert(token("s2", "ann", Kind.SESSION, 0, Optional.of(60)));
        store.insert(token("s3", "bob", Kind.SESSION, 0, Optional.of(60)));
        assertThat(store.deleteAll("ann", Optional.of(Kind.SESSION))).isEqualTo(2);
        assertThat(store.list("ann", Kind.API_KEY)).hasSize(1);
        assertThat(store.deleteAll("ann", Optional.empty())).isOne();
        assertThat(store.list("bob", Kind.SESSION)).hasSize(1);
    }

    @Test
    @DisplayName("what has expired is removed, what never expires stays")
    void deletesExpired() {
        store.insert(token("s1", "ann", Kind.SESSION, 0, Optional.of(60)));
        store.insert(token("s2", "ann", Kind.SESSION, 0, Optional.of(120)));
        store.insert(token("k1", "ann", Kind.API_KEY, 0, Optional.empty()));
        assertThat(store.deleteExpired(JobFixtures.TIME.plusSeconds(61))).isOne();
        assertThat(store.list("ann", Kind.SESSION)).extracting(AccessToken::id).containsExactly("s2");
        assertThat(store.list("ann", Kind.API_KEY)).hasSize(1);
    }

    private static AccessToken token(String id, String owner, Kind kind, int age, Optional<Integer> expires) {
        String hash = (id + "0".repeat(64)).substring(0, 64).replace('k', 'a').replace('s', 'b');
        return new AccessToken(id, owner, kind, kind == Kind.API_KEY ? "my k\u00ebys" : "", hash, JobFixtures.TIME.plusSeconds(age),
                expires.map(JobFixtures.TIME::plusSeconds));
    }
}
