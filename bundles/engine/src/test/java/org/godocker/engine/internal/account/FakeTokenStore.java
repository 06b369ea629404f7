package org.godocker.engine.internal.account;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.godocker.spi.store.AccessTokenStore;
import org.godocker.spi.store.StoreException;

/** Tokens in memory. */
final class FakeTokenStore implements AccessTokenStore {

    final Map<String, AccessToken> tokens = new LinkedHashMap<>();
    final AtomicInteger lookUps = new AtomicInteger();
    volatile StoreException.Kind fault;
    volatile Runnable duringInsert = () -> { };

    private void check() {
        if (fault != null) {
            throw new StoreException(fault, "ordered", null);
        }
    }

    @Override
    public void insert(AccessToken token) {
        check();
        duringInsert.run();
        synchronized (this) {
            tokens.put(token.id(), token);
        }
    }

    @Override
    public synchronized Optional<AccessToken> findByHash(String hash) {
        check();
        lookUps.incrementAndGet();
        return tokens.values().stream().filter(token -> token.hash().equals(hash)).findFirst();
    }

    @Override
    public synchronized List<AccessToken> list(String owner, Kind kind) {
        check();
        return tokens.values().stream().filter(token -> token.owner().equals(owner) && token.kind() == kind)
                .sorted(Comparator.comparing(AccessToken::created)).toList();
    }

    @Override
    public synchronized boolean delete(String owner, String id) {
        return remove(token -> token.owner().equals(owner) && token.id().equals(id)) > 0;
    }

    @Override
    public synchronized int deleteAll(String owner, Optional<Kind> kind) {
        return remove(token -> token.owner().equals(owner) && kind.map(k -> k == token.kind()).orElse(true));
    }

    @Override
    public synchronized int deleteExpired(Instant before) {
        return remove(token -> token.expires().map(time -> time.isBefore(before)).orElse(false));
    }

    private int remove(Predicate<AccessToken> condition) {
        check();
        int present = tokens.size();
        tokens.values().removeIf(condition);
        return present - tokens.size();
    }
}
