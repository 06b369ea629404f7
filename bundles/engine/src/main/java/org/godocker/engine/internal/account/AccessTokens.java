package org.godocker.engine.internal.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.godocker.spi.store.AccessTokenStore;
import org.godocker.spi.store.AccessTokenStore.AccessToken;
import org.godocker.spi.store.AccessTokenStore.Kind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tokens and API keys: made, found, ended. Ones that were found are remembered for a few seconds by their hash, since
 * every request asks; ending one here holds at once, ending one on another server of the same database within that time.
 *
 * <p>All methods throw {@link org.godocker.api.error.UnavailableException} when the database does not answer.
 */
@Component(service = AccessTokens.class)
public final class AccessTokens {

    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int CAPACITY = 10_000;

    /** A token just made, with its secret. */
    record Made(AccessToken token, String secret) {
        @Override
        public String toString() {
            return "Made[token=" + token + "]";
        }
    }

    private final AccessTokenStore store;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final ShortCache<String, Optional<AccessToken>> found;
    private final AtomicLong endings = new AtomicLong();

    @Activate
    public AccessTokens(@Reference AccessTokenStore store) {
        this(store, Clock.systemUTC());
    }

    AccessTokens(AccessTokenStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.found = new ShortCache<>(clock, REMEMBERED, CAPACITY);
    }

    /** @param name what its owner calls it; empty for sessions */
    Made make(String owner, Kind kind, String name, Optional<Duration> lifetime) {
        // Whole milliseconds, so that what is answered now is what the database says later.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String secret = TokenSecret.make(kind, random);
        AccessToken token = new AccessToken(TokenSecret.makeId(random), owner, kind, name, TokenSecret.hash(secret), now,
                lifetime.map(now::plus));
        return StoreFailures.translated(() -> {
            store.insert(token);
            return new Made(token, secret);
        });
    }

    /** @return empty when the text is no token or API key, or one that is unknown, ended or expired */
    Optional<AccessToken> find(String secret) {
        Optional<Kind> kind = TokenSecret.kindOf(secret);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        return found.get(TokenSecret.hash(secret), this::load, Optional::isPresent)
                .filter(token -> token.kind() == kind.get())
                .filter(token -> !isExpired(token));
    }

    private Optional<AccessToken> load(String hash) {
        return StoreFailures.translated(() -> store.findByHash(hash)).filter(token -> MessageDigest.isEqual(
                token.hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII)));
    }

    boolean isExpired(AccessToken token) {
        return token.expires().isPresent() && !clock.instant().isBefore(token.expires().get());
    }

    /** Oldest first, expired ones too. */
    List<AccessToken> list(String owner, Kind kind) {
        return StoreFailures.translated(() -> store.list(owner, kind));
    }

    /** Ends one. @return false when the owner has none such */
    boolean end(String owner, String id) {
        try {
            return StoreFailures.translated(() -> store.delete(owner, id));
        } finally {
            found.invalidateIf(token -> token.isEmpty() || token.get().id().equals(id));
        }
    }

    /**
     * How often all tokens of somebody were ended. A login that sees this change between its check of the password and
     * the making of its token has to give the token up: the password may be the old one.
     */
    long endings() {
        return endings.get();
    }

    /** Ends all of an owner, of one kind or of every kind. @return how many */
    int endAll(String owner, Optional<Kind> kind) {
        endings.incrementAndGet();
        try {
            return StoreFailures.translated(() -> store.deleteAll(owner, kind));
        } finally {
            found.invalidateIf(token -> token.isEmpty() || token.get().owner().equals(owner));
        }
    }

    /** Removes what has expired. @return how many */
    int purge() {
        return StoreFailures.translated(() -> store.deleteExpired(clock.instant()));
    }
}
