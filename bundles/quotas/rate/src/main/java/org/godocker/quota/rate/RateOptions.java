package org.godocker.quota.rate;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The options as configuration tools show them; they are read one by one from the component's properties. */
@ObjectClassDefinition(name = "go-docker: quota policy rate",
        description = "How many jobs there may be. A submission that would go over a limit is refused as a whole.")
@interface RateOptions {

    String PID = "org.godocker.quota.rate";
    String JOBS_PER_USER = "jobs-per-user";
    String PENDING_JOBS = "pending-jobs";

    @AttributeDefinition(name = "Jobs per user", required = false,
            description = "How many jobs a user may have waiting and running together, 1 to 100000000.")
    int jobs$_$per$_$user() default 10_000;

    @AttributeDefinition(name = "Waiting jobs", required = false,
            description = "How many jobs of all users together may be waiting, 1 to 100000000.")
    int pending$_$jobs() default 1_000_000;
}
