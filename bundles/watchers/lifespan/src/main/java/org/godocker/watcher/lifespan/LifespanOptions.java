package org.godocker.watcher.lifespan;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The options as configuration tools show them; they are read one by one from the component's properties. */
@ObjectClassDefinition(name = "go-docker: watcher lifespan",
        description = "How long jobs may run. Durations are written like 30s, 90m, 12h, 7d, 1d12h or PT1H30M.")
@interface LifespanOptions {

    String PID = "org.godocker.watcher.lifespan";
    String DEFAULT = "default-lifespan";
    String MAXIMUM = "maximum-lifespan";

    @AttributeDefinition(name = "Default lifespan", required = false,
            description = "What a job gets that asks for none. At least one second, at most the maximum lifespan.")
    String default$_$lifespan() default "1d";

    @AttributeDefinition(name = "Maximum lifespan", required = false,
            description = "The most a job may ask for; more is refused at submission. Jobs that were accepted keep theirs.")
    String maximum$_$lifespan() default "7d";
}
