package org.godocker.spi.config;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A part of the server that has options and is no plugin, offered as a service so that administrators are told of what is
 * wrong with its configuration where they are told of everything else's.
 */
@ConsumerType
public interface ConfiguredPart {

    /** The persistent identity of its configuration, for example {@code org.godocker.rest}. Called on any thread. */
    String configurationPid();

    /**
     * What is wrong with the options it was given; the values before are in force then. Called on any thread whenever
     * somebody looks; answers from memory.
     */
    List<ConfigurationProblem> configurationProblems();
}
