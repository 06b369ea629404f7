package org.godocker.executor.docker;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The options as configuration tools show them; they are read one by one from the component's properties. */
@ObjectClassDefinition(name = "go-docker: executor docker",
        description = "What holds for all Docker Engines. Durations are written like 30s, 90m, 12h or PT1H30M.")
public @interface DockerExecutorOptions {

    String PID = "org.godocker.executor.docker";
    String PLACEMENT = "placement";
    String PARALLEL_LAUNCHES = "parallel-launches";
    String PULL_TIMEOUT = "pull-timeout";
    String CALL_TIMEOUT = "call-timeout";
    String USAGE_INTERVAL = "usage-interval";
    String HEARTBEAT_INTERVAL = "heartbeat-interval";
    String PIDS_LIMIT = "pids-limit";
    String NETWORK = "network";

    @AttributeDefinition(name = "Placement", required = false,
            options = {@Option(label = "spread: the node with the most left", value = "spread"),
                @Option(label = "pack: the node with the least left that fits", value = "pack")},
            description = "Which node a job gets.")
    String placement() default "spread";

    @AttributeDefinition(name = "Parallel launches", required = false, description = "Containers started at once, over all nodes; 1 to 256.")
    int parallel$_$launches() default 8;

    @AttributeDefinition(name = "Pull timeout", required = false, description = "After this time the pull of an image is given up and the job fails.")
    String pull$_$timeout() default "15m";

    @AttributeDefinition(name = "Call timeout", required = false, description = "After this time an engine's answer is no longer waited for.")
    String call$_$timeout() default "2m";

    @AttributeDefinition(name = "Usage interval", required = false, description = "Time between two readings of what a container uses.")
    String usage$_$interval() default "2s";

    @AttributeDefinition(name = "Heartbeat interval", required = false,
            description = "Time between two signs of life asked of each engine, so that a dead connection is noticed.")
    String heartbeat$_$interval() default "15s";

    @AttributeDefinition(name = "Process limit", required = false, description = "Most processes and threads in one container; 16 to 4194304.")
    int pids$_$limit() default 4096;

    @AttributeDefinition(name = "Network", required = false,
            description = "The engines' network for jobs that may use the network; never host.")
    String network() default "bridge";
}
