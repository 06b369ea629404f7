package org.godocker.executor.docker.internal.node;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.godocker.api.job.ResourceUsage;
import org.godocker.executor.docker.internal.engine.EngineException;
import org.godocker.executor.docker.internal.usage.CgroupFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads now and then what the containers of one node use: by the time a container's end is reported its figures are gone.
 * Where they can be read from files the first seconds are looked at more closely, since most short jobs live no longer.
 */
final class UsageSampler {

    private static final Logger LOG = LoggerFactory.getLogger(UsageSampler.class);
    private static final List<Duration> FIRST_STEPS = List.of(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800));

    private final Ledger ledger;
    private final Workers workers;
    private final CgroupFiles files;
    private final BooleanSupplier local;
    private final Supplier<Optional<Connection>> connection;
    private final Supplier<Duration> interval;
    private volatile boolean closed;

    UsageSampler(Ledger ledger, Workers workers, CgroupFiles files, BooleanSupplier local,
            Supplier<Optional<Connection>> connection, Supplier<Duration> interval) {
        this.ledger = ledger;
        this.workers = workers;
        this.files = files;
        this.local = local;
        this.connection = connection;
        this.interval = interval;
    }

    void open() {
        workers.later(interval.get(), () -> {
            if (!closed && !workers.runInBackground(this::round)) {
                open();
            }
        });
    }

    void close() {
        closed = true;
    }

    private void round() {
        try {
            for (Trace trace : ledger.live()) {
                if (!closed) {
                    sample(trace.id());
                }
            }
        } finally {
            if (!closed) {
                open();
            }
        }
    }

    /** A container has just started. Returns at once. */
    void begin(String id) {
        if (local.getAsBoolean()) {
            workers.runInBackground(() -> step(id, 0));
        }
    }

    private void step(String id, int number) {
        Optional<ResourceUsage> usage = files.read(id);
        usage.ifPresent(u -> ledger.noteUsage(id, u));
        if (usage.isPresent() && number < FIRST_STEPS.size() && !closed) {
            workers.later(FIRST_STEPS.get(number), () -> workers.runInBackground(() -> step(id, number + 1)));
        }
    }

    private void sample(String id) {
        Optional<ResourceUsage> read = local.getAsBoolean() ? files.read(id) : Optional.empty();
        Optional<Connection> now = connection.get();
        if (read.isEmpty() && now.isPresent()) {
            try {
                read = Optional.of(now.get().engine().usage(id));
            } catch (EngineException e) {
                LOG.debug("What container {} uses could not be read: {}", id, e.getMessage(), e);
            }
        }
        read.ifPresent(u -> ledger.noteUsage(id, u));
    }
}
