package org.godocker.spi.executor;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where an executor reports. Implemented by the engine; may be called from any thread, returns at once, never throws.
 * Late, repeated and unknown reports are harmless, lost ones are found by the engine's own sweep.
 */
@ProviderType
public interface ExecutorListener {

    /** The container of an attempt runs. Need not be called for what {@link Executor#launch} has answered already. */
    void started(Run run, Instant when);

    /** The container of an attempt has ended. It must stay observable until {@link Executor#release}. */
    void ended(Run run, RunOutcome outcome);

    /** {@link Executor#nodes} answers differently now. */
    void nodesChanged();

    /** Reports may have been missed, for example because a connection was lost: the engine shall compare everything. */
    void resynchronise();
}
