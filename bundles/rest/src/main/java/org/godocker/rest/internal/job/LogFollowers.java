package org.godocker.rest.internal.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.godocker.rest.internal.RestOptions;
import org.godocker.rest.internal.problem.ProblemException;

/**
 * Bounds how many requests follow output, each of which holds a thread. HTTP tells a server that a client is gone only
 * when something is sent to it, so one that follows a silent job may have left long ago: when there is no place left,
 * the one that has been silent the longest, and for a minute at least, makes room.
 */
public final class LogFollowers {

    static final Duration SILENT = Duration.ofMinutes(1);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Supplier<RestOptions> options;
    private final Clock clock;
    private final Set<Follower> active = new HashSet<>();

    public LogFollowers(Supplier<RestOptions> options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    /**
     * Takes a place; the caller gives it back by closing it.
     *
     * @throws ProblemException 429 when there is none
     */
    synchronized Follower take(String login) {
        RestOptions now = options.get();
        long own = active.stream().filter(f -> f.login().equals(login)).count();
        if (own >= now.maxFollowersPerUser() && !makeRoom(Optional.of(login))) {
            throw ProblemException.tooManyFollowers("you follow the output of " + own
                    + " jobs already, which is as many as is allowed; end one of these requests first", RETRY);
        }
        if (active.size() >= now.maxFollowers() && !makeRoom(Optional.empty())) {
            throw ProblemException.tooManyFollowers("the server has as many followers of output as it lets; try again later, "
                    + "or ask without follow", RETRY);
        }
        Follower follower = new Follower(login, clock, this::giveBack);
        active.add(follower);
        return follower;
    }

    private boolean makeRoom(Optional<String> login) {
        Instant before = clock.instant().minus(SILENT);
        Optional<Follower> silent = active.stream()
                .filter(f -> login.isEmpty() || f.login().equals(login.get()))
                .filter(f -> !f.lastHeard().isAfter(before))
                .min(Comparator.comparing(Follower::lastHeard));
        silent.ifPresent(f -> {
            active.remove(f);
            f.end();
        });
        return silent.isPresent();
    }

    private synchronized void giveBack(Follower follower) {
        active.remove(follower);
    }

    /** How many follow now. */
    public synchronized int count() {
        return active.size();
    }
}
