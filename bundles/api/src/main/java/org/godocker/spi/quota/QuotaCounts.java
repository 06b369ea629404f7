package org.godocker.spi.quota;

import org.osgi.annotation.versioning.ProviderType;

/** How many jobs there are now. Made by the engine; valid during the call it is handed to. */
@ProviderType
public interface QuotaCounts {

    /** Waiting jobs of all users. */
    long pending();

    /** Waiting jobs of a user. */
    long pending(String owner);

    /** Jobs of a user that hold capacity: starting, running, suspended. */
    long running(String owner);
}
