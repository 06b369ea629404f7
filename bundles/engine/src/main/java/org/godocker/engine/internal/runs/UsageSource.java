package org.godocker.engine.internal.runs;

import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.RunOutcome;

/** Where figures of a container's usage come from besides its executor. */
@FunctionalInterface
public interface UsageSource {

    /** The outcome with the usage completed as far as possible. Called on a worker thread; must not throw. */
    RunOutcome complete(Run run, RunOutcome outcome);
}
