package org.godocker.testkit.scripted;

import java.util.HashMap;
import java.util.Map;
import org.godocker.api.job.JobId;
import org.godocker.spi.executor.AttemptId;

/** How often things were started, and how often launches were spoilt. */
final class LaunchLedger {

    private final boolean countsStarts;
    private final Map<AttemptId, Integer> starts = new HashMap<>();
    private final Map<JobId, Integer> spoilt = new HashMap<>();

    LaunchLedger(boolean countsStarts) {
        this.countsStarts = countsStarts;
    }

    synchronized void started(AttemptId attempt) {
        if (countsStarts) {
            starts.merge(attempt, 1, Integer::sum);
        }
    }

    synchronized int starts(AttemptId attempt) {
        return starts.getOrDefault(attempt, 0);
    }

    synchronized Map<AttemptId, Integer> starts() {
        return Map.copyOf(starts);
    }

    /** Whether this launch of the job is still one to be spoilt. */
    synchronized boolean spoil(JobId job, ScriptedBehaviour behaviour) {
        if (behaviour.launch() == ScriptedBehaviour.Launch.START) {
            return false;
        }
        int before = spoilt.getOrDefault(job, 0);
        if (before >= behaviour.launchTimes()) {
            spoilt.remove(job);
            return false;
        }
        spoilt.put(job, before + 1);
        return true;
    }
}
