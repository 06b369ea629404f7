package org.godocker.testkit.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.godocker.spi.store.AccessTokenStore;
import org.godocker.spi.store.StoreException;

/** Tokens and API keys in memory. */
public final class InMemoryAccessTokenStore implements AccessTokenStore {

    private final Map<String, AccessToken> tokens = new LinkedHashMap<>();

    @Override
    public synchronized void insert(AccessToken token) {
        if (tokens.containsKey(token.id()) || findByHash(token.hash()).isPresent()) {
            throw new StoreException(StoreException.Kind.DUPLICATE, "token " + token.id() + " exists", null);
        }
        tokens.put(token.id(), token);
    }

    @Override
    public synchronized Optional<AccessToken> findByHash(String hash) {
        return tokens.values().stream().filter(token -> token.hash().equals(hash)).findFirst();
    }

    @Override
    public synchronized List<AccessToken> list(String owner, Kind kind) {
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
        int present = tokens.size();
        tokens.values().removeIf(condition);
        return present - tokens.size();
    }
}
