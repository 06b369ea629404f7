package org.godocker.auth.local;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The options as configuration tools show them; they are read one by one from the component's properties. */
@ObjectClassDefinition(name = "go-docker: auth provider local",
        description = "Accounts kept in the database of the server.")
@interface LocalOptions {

    String PID = "org.godocker.auth.local";
    String ITERATIONS = "iterations";
    String PARALLEL_HASHES = "parallel-hashes";

    @AttributeDefinition(name = "Iterations", required = false,
            description = "Cost of a password hash (PBKDF2-HMAC-SHA512), 100000 to 10000000. A hash of less cost is made "
                    + "anew when its user logs in.")
    int iterations() default LocalSettings.DEFAULT_ITERATIONS;

    @AttributeDefinition(name = "Parallel hashes", required = false,
            description = "How many passwords are hashed at once, 1 to 256; empty for half of the cpus.")
    String parallel$_$hashes() default "";
}
