package org.godocker.executor.docker;

import java.util.List;
import java.util.Map;
import org.godocker.executor.docker.internal.config.NodeSettings;
import org.godocker.spi.config.ConfigurationProblem;
import org.godocker.spi.config.OptionReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One configured node; the executor collects them. There is one for each file {@code etc/org.godocker.executor.docker.node-*.cfg}. */
@Component(service = DockerNodeConfiguration.class, configurationPid = DockerNodeOptions.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DockerNodeOptions.class, factory = true)
public final class DockerNodeConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(DockerNodeConfiguration.class);

    private record Read(NodeSettings settings, List<ConfigurationProblem> problems) {
    }

    private volatile Read current;

    /** @param properties the options, see {@link DockerNodeOptions} */
    @Activate
    public DockerNodeConfiguration(Map<String, Object> properties) {
        current = read(properties, NodeSettings.none(defaultName(properties)));
    }

    @Modified
    void modified(Map<String, Object> properties) {
        current = read(properties, current.settings());
    }

    private static Read read(Map<String, Object> properties, NodeSettings inForce) {
        OptionReader options = new OptionReader(properties);
        NodeSettings settings = NodeSettings.read(options, inForce);
        List<ConfigurationProblem> problems = options.problems().stream()
                .map(p -> new ConfigurationProblem("node " + settings.name() + ", " + p.option(), p.rule())).toList();
        problems.forEach(problem -> LOG.error("Configuration {}, {}", DockerNodeOptions.PID, problem));
        return new Read(settings, problems);
    }

    /** The end of the file's name when there is a file, else the end of the PID. */
    static String defaultName(Map<String, Object> properties) {
        String file = String.valueOf(properties.getOrDefault("felix.fileinstall.filename", ""));
        String source = file.contains(DockerNodeOptions.PID) ? file.substring(file.indexOf(DockerNodeOptions.PID)).replaceAll("\\.(cfg|config)$", "")
                : String.valueOf(properties.getOrDefault("service.pid", ""));
        String end = source.replaceFirst("^" + java.util.regex.Pattern.quote(DockerNodeOptions.PID) + "[-~.]?", "");
        String clean = end.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9.-]", "-").replaceAll("^[.-]+|[.-]+$", "");
        return clean.isEmpty() ? "node" : clean.substring(0, Math.min(63, clean.length()));
    }

    NodeSettings settings() {
        return current.settings();
    }

    List<ConfigurationProblem> problems() {
        return current.problems();
    }
}
