package org.godocker.api.node;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The nodes of all executors. Implemented by the engine. */
@ProviderType
public interface NodeService {

    /** All nodes known now, by executor and name. */
    List<NodeView> list();
}
