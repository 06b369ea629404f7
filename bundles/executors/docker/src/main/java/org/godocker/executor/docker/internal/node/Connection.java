package org.godocker.executor.docker.internal.node;

import org.godocker.executor.docker.internal.engine.Engine;
import org.godocker.executor.docker.internal.engine.EngineInfo;

/**
 * An engine that answers and whose events are being listened to.
 *
 * @param engine client of it
 * @param info   what it said of its machine when the connection was made
 */
record Connection(Engine engine, EngineInfo info) {
}
