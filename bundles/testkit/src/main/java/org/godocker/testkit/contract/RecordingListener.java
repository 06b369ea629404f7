package org.godocker.testkit.contract;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ExecutorListener;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.RunOutcome;

/** Keeps what an executor reports. Safe for use by several threads. */
public final class RecordingListener implements ExecutorListener {

    /** A reported end. */
    public record End(Run run, RunOutcome outcome) {
    }

    private final List<Run> starts = new CopyOnWriteArrayList<>();
    private final List<End> ends = new CopyOnWriteArrayList<>();
    private final AtomicInteger others = new AtomicInteger();

    @Override
    public void started(Run run, Instant when) {
        starts.add(run);
    }

    @Override
    public void ended(Run run, RunOutcome outcome) {
        ends.add(new End(run, outcome));
    }

    @Override
    public void nodesChanged() {
        others.incrementAndGet();
    }

    @Override
    public void resynchronise() {
        others.incrementAndGet();
    }

    /** Reported starts, in order. */
    public List<Run> starts() {
        return List.copyOf(starts);
    }

    /** Reported ends, in order. */
    public List<End> ends() {
        return List.copyOf(ends);
    }

    /** Reported ends of one attempt, in order. */
    public List<RunOutcome> ends(AttemptId attempt) {
        return ends.stream().filter(end -> end.run().attempt().equals(attempt)).map(End::outcome).toList();
    }

    /** How many reports there were in all. */
    public int count() {
        return starts.size() + ends.size() + others.get();
    }
}
