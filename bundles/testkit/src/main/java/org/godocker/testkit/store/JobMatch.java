package org.godocker.testkit.store;

import java.util.Locale;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobQuery;

/** Whether a job meets the conditions of a query. */
final class JobMatch {

    private JobMatch() {
    }

    static boolean matches(JobQuery query, Job job) {
        return (query.states().isEmpty() || query.states().contains(job.state()))
                && query.owner().map(job.owner()::equals).orElse(true)
                && query.project().map(job.spec().project()::equals).orElse(true)
                && query.tag().map(job.spec().tags()::contains).orElse(true)
                && query.text().map(text -> holds(job.spec().name(), text) || holds(job.spec().description(), text)).orElse(true);
    }

    private static boolean holds(String whole, String piece) {
        return whole.toLowerCase(Locale.ROOT).contains(piece.toLowerCase(Locale.ROOT));
    }
}
