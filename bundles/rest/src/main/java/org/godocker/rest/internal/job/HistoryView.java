package org.godocker.rest.internal.job;

import org.godocker.api.job.HistoryEntry;
import org.godocker.api.job.Placement;
import org.godocker.rest.internal.json.Times;

/** One step in the life of a job as it is sent. */
public record HistoryView(
        long sequence, int attempt, String state, ReasonView reason, String time, String executor, String node) {

    static HistoryView of(HistoryEntry entry) {
        return new HistoryView(entry.sequence(), entry.attempt(), entry.status().state().name(),
                ReasonView.of(entry.status().reason()), Times.format(entry.status().time()),
                entry.placement().map(Placement::executor).orElse(null),
                entry.placement().map(Placement::node).orElse(null));
    }
}
