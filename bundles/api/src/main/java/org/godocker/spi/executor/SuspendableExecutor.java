package org.godocker.spi.executor;

import org.osgi.annotation.versioning.ConsumerType;

/** An executor that can freeze containers. Called on engine threads, bounded in time. */
@ConsumerType
public interface SuspendableExecutor extends Executor {

    /** Freezes all processes of a running container; a frozen one is left as it is. */
    void suspend(Run run) throws ExecutorException;

    /** Lets a frozen container go on; a running one is left as it is. */
    void resume(Run run) throws ExecutorException;
}
