package org.godocker.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.godocker.api.job.JobState;

/** Completes states of jobs. */
@Service
public final class StateCompleter implements Completer {

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter delegate = new StringsCompleter();
        for (JobState state : JobState.values()) {
            delegate.getStrings().add(state.name());
        }
        return delegate.complete(session, line, candidates);
    }
}
