package org.godocker.spi.watcher;

import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;

/** A watcher that knows how long jobs may run, so that submissions get their default and are refused over the maximum. */
@ConsumerType
public interface LifespanLimits extends Watcher {

    /** What a job gets that asks for none, positive. Called at each submission; answers from memory. */
    Duration defaultLifespan();

    /** The most a job may ask for, no less than the default. Called at each submission; answers from memory. */
    Duration maximumLifespan();
}
