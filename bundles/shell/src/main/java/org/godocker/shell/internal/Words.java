package org.godocker.shell.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.Placement;

/** How values are written in tables. */
final class Words {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Words() {
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    static String time(Optional<Instant> instant) {
        return instant.map(Words::time).orElse("-");
    }

    static String place(Optional<Placement> placement) {
        return placement.map(p -> p.executor() + "/" + p.node()).orElse("-");
    }

    /** How long the present attempt ran, or has run by now. */
    static String runTime(Job job, Instant now) {
        JobProgress progress = job.progress();
        return progress.started()
                .map(start -> Duration.between(start, progress.ended().orElse(now)))
                .map(d -> String.format(Locale.ROOT, "%d:%02d:%02d", d.toHours(), d.toMinutesPart(), d.toSecondsPart()))
                .orElse("-");
    }

    static String exitCode(Job job) {
        return job.progress().exitCode().isPresent() ? Integer.toString(job.progress().exitCode().getAsInt()) : "-";
    }
}
