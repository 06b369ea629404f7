package org.godocker.cli.command;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What is asked for a job; on the command line and in the script alike. */
public final class JobOptions {

    @Option(names = {"-i", "--image"}, description = "Docker image, for example debian:12.")
    private String image;
    @Option(names = {"-n", "--name"}, description = "Name of the job; the script's file name if left out.")
    private String name;
    @Option(names = "--description", description = "What it is about.")
    private String description;
    @Option(names = "--tag", description = "May be repeated.")
    private List<String> tags;
    @Option(names = "--project", description = "Project it is for.")
    private String project;
    @Option(names = "--owner", description = "As whom; for administrators.")
    private String owner;
    @Option(names = {"-e", "--env"}, paramLabel = "NAME=VALUE", description = "Environment variable; may be repeated.")
    private Map<String, String> env;
    @Option(names = {"-c", "--cpus"}, description = "Cores, for example 0.5.")
    private BigDecimal cpus;
    @Option(names = {"-m", "--memory"}, description = "For example 512M or 4G.")
    private String memory;
    @Option(names = {"-v", "--volume"}, paramLabel = "NAME[:ro|rw]", description = "Volume; may be repeated.")
    private List<String> volumes;
    @Option(names = {"-t", "--lifespan"}, description = "How long it may run, for example 90m or 1d12h.")
    private String lifespan;
    @Option(names = "--network", arity = "1", paramLabel = "true|false", description = "Whether it has a network.")
    private Boolean network;
    @Option(names = "--root", description = "Root in its container, if you may.")
    private Boolean root;
    @Option(names = "--executor", description = "Which executor; any if left out.")
    private String executor;

    /** The fields of a submission that were given. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("image", image);
        fields.put("name", name);
        fields.put("description", description);
        fields.put("tags", tags);
        fields.put("project", project);
        fields.put("owner", owner);
        fields.put("env", env);
        fields.put("cpus", cpus);
        fields.put("memory", memory);
        fields.put("volumes", volumes);
        fields.put("lifespan", lifespan);
        fields.put("network", network);
        fields.put("root", root);
        fields.put("executor", executor);
        fields.values().removeIf(java.util.Objects::isNull);
        return fields;
    }
}
