package org.godocker.engine.internal.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Keeps answers for a short while, at most so many, the longest unused leaving first. Callers that ask for the same key
 * at once wait for one load. What is invalidated while it is being loaded is handed to those who waited for it already,
 * but not kept: whoever asks after the invalidation gets a new answer.
 */
final class ShortCache<K, V> {

    /** An answer, or the wait for it. */
    private record Entry<V>(CompletableFuture<V> value, Instant until) {
    }

    private final Clock clock;
    private final Duration lifetime;
    private final Map<K, Entry<V>> entries;

    /**
     * @param lifetime how long an answer is used, counted from when it was asked for
     * @param capacity most answers kept
     */
    ShortCache(Clock clock, Duration lifetime, int capacity) {
        this.clock = clock;
        this.lifetime = lifetime;
        this.entries = new BoundedMap<>(capacity);
    }

    /**
     * @param loader asked on the caller's thread when there is no answer; what it throws is thrown here and not kept
     * @param lasts  whether an answer may be kept
     */
    V get(K key, Function<K, V> loader, Predicate<V> lasts) {
        Entry<V> mine;
        Entry<V> present;
        synchronized (entries) {
            Instant now = clock.instant();
            present = entries.get(key);
            if (present != null && !now.isBefore(present.until())) {
                present = null;
            }
            mine = new Entry<>(new CompletableFuture<>(), now.plus(lifetime));
            if (present == null) {
                entries.put(key, mine);
            }
        }
        return present == null ? load(key, mine, loader, lasts) : await(present);
    }

    private V load(K key, Entry<V> mine, Function<K, V> loader, Predicate<V> lasts) {
        boolean keep = false;
        try {
            V value = loader.apply(key);
            keep = lasts.test(value);
            mine.value().complete(value);
            return value;
        } catch (RuntimeException | Error e) {
            mine.value().completeExceptionally(e);
            throw e;
        } finally {
            if (!keep) {
                removeExactly(key, mine);
            }
        }
    }

    private void removeExactly(K key, Entry<V> entry) {
        synchronized (entries) {
            if (entries.get(key) == entry) {
                entries.remove(key);
            }
        }
    }

    private static <V> V await(Entry<V> present) {
        try {
            return present.value().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    void invalidate(K key) {
        synchronized (entries) {
            entries.remove(key);
        }
    }

    void invalidateAll() {
        synchronized (entries) {
            entries.clear();
        }
    }

    /** Forgets the answers a test holds for, and all that are still being loaded, since they may turn out to be such. */
    void invalidateIf(Predicate<V> test) {
        synchronized (entries) {
            entries.values().removeIf(e -> !e.value().isDone() || e.value().isCompletedExceptionally()
                    || test.test(e.value().join()));
        }
    }

    int size() {
        synchronized (entries) {
            return entries.size();
        }
    }
}
