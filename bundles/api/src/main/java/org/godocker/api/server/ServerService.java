package org.godocker.api.server;

import org.osgi.annotation.versioning.ProviderType;

/** The server itself. Implemented by the engine. */
@ProviderType
public interface ServerService {

    ServerInfo info();

    /** Cheap and bounded in time: nothing is asked of plugins. */
    Health health();
}
