package org.godocker.executor.docker;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The options as configuration tools show them; they are read one by one from the component's properties. */
@ObjectClassDefinition(name = "go-docker: Docker node",
        description = "One Docker Engine that jobs may run on.")
public @interface DockerNodeOptions {

    String PID = "org.godocker.executor.docker.node";
    String NAME = "name";
    String ENDPOINT = "endpoint";
    String TLS_CA = "tls-ca";
    String TLS_CERTIFICATE = "tls-certificate";
    String TLS_KEY = "tls-key";
    String ALLOW_PLAIN_TCP = "allow-plain-tcp";
    String CPUS = "cpus";
    String MEMORY = "memory";
    String RESERVE_CPUS = "reserve-cpus";
    String RESERVE_MEMORY = "reserve-memory";
    String LABELS = "labels";

    @AttributeDefinition(name = "Name", required = false, description = "Name of the node; by default the end of the file's name. Jobs keep it.")
    String name();

    @AttributeDefinition(name = "Endpoint", required = false, description = "unix:///path/to/socket or tcp://host:port.")
    String endpoint() default "unix:///var/run/docker.sock";

    @AttributeDefinition(name = "TLS authority", required = false, description = "PEM file with the certificates that the engine's own must lead to.")
    String tls$_$ca();

    @AttributeDefinition(name = "TLS certificate", required = false, description = "PEM file with the certificate shown to the engine.")
    String tls$_$certificate();

    @AttributeDefinition(name = "TLS key", required = false, description = "PEM file with its private key, not encrypted.")
    String tls$_$key();

    @AttributeDefinition(name = "Allow TCP without TLS", required = false,
            description = "Needed for TCP without TLS beyond this machine. Whoever reaches such an engine is root there.")
    boolean allow$_$plain$_$tcp() default false;

    @AttributeDefinition(name = "Cores", required = false, description = "Cores to give out, for example 3.5; by default all it has less the reserve.")
    String cpus();

    @AttributeDefinition(name = "Memory", required = false, description = "Memory to give out, for example 60GiB; by default all it has less the reserve.")
    String memory();

    @AttributeDefinition(name = "Reserved cores", required = false, description = "Kept back when cores are not given.")
    String reserve$_$cpus() default "0";

    @AttributeDefinition(name = "Reserved memory", required = false, description = "Kept back when memory is not given.")
    String reserve$_$memory() default "512MiB";

    @AttributeDefinition(name = "Labels", required = false, description = "What is to be said of the node: key=value,key=value")
    String labels();
}
