package org.godocker.engine.internal.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Slows down repeated wrong passwords. Three counts, the longest wait of them holds:
 * <ul>
 * <li>of a login from an address: 5 free, then 1 s, doubling up to 5 min;
 * <li>of a login from all addresses together: 50 free, then 1 s, doubling up to 30 s;
 * <li>of an address for all logins together: 100 free, then 1 s, doubling up to 1 min.
 * </ul>
 * The last two do not hold for a login from an address it came from rightly before. So who guesses an administrator's
 * password from elsewhere slows himself down, but cannot lock the administrator out of the place he works at. The price:
 * while many addresses guess at one login, its owner may have to try for a while from an address that is new; API keys,
 * tokens and the shell of the server are never slowed down. Counts are in memory, at most so many, and forgotten by a
 * restart; making more entries than fit takes more wrong passwords than the waits allow.
 */
final class LoginThrottle {

    private static final int CAPACITY = 10_000;
    private static final Duration KNOWN_FOR = Duration.ofDays(30);

    private record Pair(String login, String address) {
    }

    private final Clock clock;
    private final AttemptCounter<Pair> pairs;
    private final AttemptCounter<String> logins;
    private final AttemptCounter<String> addresses;
    private final Map<Pair, Instant> rightBefore;

    LoginThrottle(Clock clock) {
        this(clock, CAPACITY);
    }

    LoginThrottle(Clock clock, int capacity) {
        this.clock = clock;
        this.pairs = new AttemptCounter<>(5, Duration.ofMinutes(5), capacity);
        this.logins = new AttemptCounter<>(50, Duration.ofSeconds(30), capacity);
        this.addresses = new AttemptCounter<>(100, Duration.ofMinutes(1), capacity);
        this.rightBefore = new BoundedMap<>(capacity);
    }

    /** How long to wait before a password for this login from this address is looked at, zero for not at all. */
    synchronized Duration waitOf(String login, String address) {
        Instant now = clock.instant();
        Pair pair = new Pair(login, address);
        Duration wait = pairs.wait(pair, now);
        if (isKnown(pair, now)) {
            return wait;
        }
        return longest(wait, longest(logins.wait(login, now), addresses.wait(address, now)));
    }

    /** Notes a wrong password. @return the wait it leads to, zero for none */
    synchronized Duration wrong(String login, String address) {
        Instant now = clock.instant();
        Pair pair = new Pair(login, address);
        Duration wait = pairs.wrong(pair, now);
        if (isKnown(pair, now)) {
            return wait;
        }
        return longest(wait, longest(logins.wrong(login, now), addresses.wrong(address, now)));
    }

    /** Notes a right password: the login starts anew. The address does not, or one account would free it to guess at others. */
    synchronized void right(String login, String address) {
        Pair pair = new Pair(login, address);
        pairs.reset(pair);
        logins.reset(login);
        rightBefore.put(pair, clock.instant());
    }

    private boolean isKnown(Pair pair, Instant now) {
        Instant right = rightBefore.get(pair);
        return right != null && now.isBefore(right.plus(KNOWN_FOR));
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Most entries any of the counts holds now. */
    synchronized int size() {
        return Math.max(Math.max(pairs.size(), logins.size()), Math.max(addresses.size(), rightBefore.size()));
    }
}
