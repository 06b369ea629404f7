package org.godocker.testkit.scripted.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The options as configuration tools show them; they are read one by one from the component's properties. */
@ObjectClassDefinition(name = "go-docker: executor scripted",
        description = "Pretended nodes and containers, for tests and measurements. Jobs direct it by variables like SCRIPTED_DELAY.")
@interface ScriptedOptions {

    String PID = "org.godocker.executor.scripted";
    String NODES = "nodes";
    String CPUS = "cpus";
    String MEMORY = "memory";
    String DELAY = "delay";
    String PARALLEL_LAUNCHES = "parallel-launches";

    @AttributeDefinition(name = "Nodes", required = false, description = "How many nodes there are, 1 to 10000: scripted-1, scripted-2 and so on.")
    int nodes() default 1;

    @AttributeDefinition(name = "Cpus", required = false, description = "Cores each node gives, 1 to 100000.")
    int cpus() default 64;

    @AttributeDefinition(name = "Memory", required = false, description = "Memory each node gives, for example 256GiB.")
    String memory() default "256GiB";

    @AttributeDefinition(name = "Delay", required = false,
            description = "How long a job runs that does not say: 0, 250ms, 5s and so on.")
    String delay() default "0";

    @AttributeDefinition(name = "Parallel launches", required = false, description = "How many launches it takes at once, 1 to 1000.")
    int parallel$_$launches() default 8;
}
