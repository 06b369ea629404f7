package org.godocker.executor.docker.internal.node;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.godocker.executor.docker.internal.engine.Engine;
import org.godocker.executor.docker.internal.engine.EngineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which programs are in which images. With an init process in the container the engine itself does not notice that
 * the program is missing: the job would end with exit code 127 and not a word. Looked up once for each image and program.
 */
final class Programs {

    private static final Logger LOG = LoggerFactory.getLogger(Programs.class);
    private static final int MOST = 1000;

    private final Set<String> present = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    }));

    /** @return false only when the engine says that the program is not there; names without a path are taken for present */
    boolean present(Engine engine, String container, String image, String program) {
        String key = image + " " + program;
        if (!program.startsWith("/") || present.contains(key)) {
            return true;
        }
        try {
            boolean found = engine.hasProgram(container, program);
            if (found) {
                present.add(key);
            }
            return found;
        } catch (EngineException e) {
            LOG.debug("Whether image {} has {} could not be seen: {}", image, program, e.getMessage(), e);
            return true;
        }
    }
}
