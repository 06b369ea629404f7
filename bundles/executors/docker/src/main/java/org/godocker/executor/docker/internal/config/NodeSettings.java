package org.godocker.executor.docker.internal.config;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.godocker.executor.docker.DockerNodeOptions;
import org.godocker.spi.config.OptionReader;

/**
 * One engine as its administrator describes it.
 *
 * @param name          of the node
 * @param endpoint      where it listens; empty when that is not allowed or not understood
 * @param cpuMillis     to give out; empty for all the engine has, less the reserve
 * @param memoryBytes   to give out; empty for all the engine has, less the reserve
 * @param reserveCpu    thousandths of a core not given out when {@code cpuMillis} is empty
 * @param reserveMemory bytes not given out when {@code memoryBytes} is empty
 * @param labels        what its administrator says of it
 */
public record NodeSettings(
        String name, Optional<Endpoint> endpoint, OptionalLong cpuMillis, OptionalLong memoryBytes, long reserveCpu,
        long reserveMemory, Map<String, String> labels) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9._/-]{1,63}");
    private static final URI LOCAL = URI.create("unix:///var/run/docker.sock");

    public NodeSettings {
        Objects.requireNonNull(name, "name");
        labels = Map.copyOf(labels);
    }

    /** What is in force before anything has been read: nothing that could be used by mistake. */
    public static NodeSettings none(String name) {
        return new NodeSettings(name, Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), 0, 512L << 20, Map.of());
    }

    /** Reads all options; a malformed one stays as it is in {@code inForce}. */
    public static NodeSettings read(OptionReader options, NodeSettings inForce) {
        String name = options.value(DockerNodeOptions.NAME, inForce.name, inForce.name, NodeSettings::name);
        return new NodeSettings(name, endpoint(options, inForce),
                options.value(DockerNodeOptions.CPUS, OptionalLong.empty(), inForce.cpuMillis, t -> OptionalLong.of(cores(t, 1))),
                options.value(DockerNodeOptions.MEMORY, OptionalLong.empty(), inForce.memoryBytes, t -> OptionalLong.of(bytes(t))),
                options.value(DockerNodeOptions.RESERVE_CPUS, 0L, inForce.reserveCpu, t -> cores(t, 0)),
                options.size(DockerNodeOptions.RESERVE_MEMORY, 512L << 20, inForce.reserveMemory),
                options.value(DockerNodeOptions.LABELS, Map.of(), inForce.labels, NodeSettings::labels));
    }

    private static Optional<Endpoint> endpoint(OptionReader options, NodeSettings inForce) {
        Optional<URI> before = inForce.endpoint.map(Endpoint::uri);
        Optional<URI> uri = options.value(DockerNodeOptions.ENDPOINT, Optional.of(LOCAL), before, t -> Optional.of(Endpoint.parse(t)));
        boolean allowPlain = options.flag(DockerNodeOptions.ALLOW_PLAIN_TCP, false, false);
        String ca = options.text(DockerNodeOptions.TLS_CA, "");
        String certificate = options.text(DockerNodeOptions.TLS_CERTIFICATE, "");
        String key = options.text(DockerNodeOptions.TLS_KEY, "");
        if (uri.isEmpty()) {
            return Optional.empty();
        }
        if (certificate.isEmpty() != key.isEmpty()) {
            options.problem(certificate.isEmpty() ? DockerNodeOptions.TLS_CERTIFICATE : DockerNodeOptions.TLS_KEY,
                    "is needed as well: certificate and key belong together; the connection stays as it was");
            return inForce.endpoint;
        }
        if (ca.isEmpty() && !key.isEmpty()) {
            options.problem(DockerNodeOptions.TLS_CA,
                    "is needed to know the engine by; the connection stays as it was");
            return inForce.endpoint;
        }
        Optional<TlsFiles> tls = ca.isEmpty() ? Optional.empty() : Optional.of(new TlsFiles(Path.of(ca),
                key.isEmpty() ? Optional.empty() : Optional.of(new TlsFiles.Identity(Path.of(certificate), Path.of(key)))));
        Endpoint endpoint = new Endpoint(uri.get(), tls);
        if (endpoint.unix() && tls.isPresent()) {
            options.problem(DockerNodeOptions.TLS_CA, "has no effect on a unix socket");
            return Optional.of(new Endpoint(uri.get(), Optional.empty()));
        }
        if (!endpoint.local() && tls.isEmpty() && !allowPlain) {
            options.problem(DockerNodeOptions.ENDPOINT, "needs TLS (" + DockerNodeOptions.TLS_CA + " and so on): without it anybody on the way is root on that"
                    + " machine; " + DockerNodeOptions.ALLOW_PLAIN_TCP + " = true overrides; the connection stays as it was");
            return inForce.endpoint;
        }
        return Optional.of(endpoint);
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("must be 1 to 63 lower case letters, digits, dots and dashes");
        }
        return text;
    }

    private static long cores(String text, int least) {
        String rule = "must be a number of cores of " + (least == 0 ? "0 or more" : "0.001 or more") + ", for example 3.5";
        try {
            long millis = new BigDecimal(text).movePointRight(3).longValueExact();
            if (millis < least || millis > 100_000_000) {
                throw new IllegalArgumentException(rule);
            }
            return millis;
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(rule, e);
        }
    }

    private static long bytes(String text) {
        long bytes = org.godocker.api.job.MemorySize.parse(text);
        if (bytes < 1) {
            throw new IllegalArgumentException("must be more than nothing");
        }
        return bytes;
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        for (String part : text.split(",")) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length != 2 || !LABEL.matcher(pair[0].strip()).matches()) {
                throw new IllegalArgumentException("must be pairs key=value divided by commas, keys of letters, digits and ._/-");
            }
            labels.put(pair[0].strip(), pair[1].strip());
        }
        return labels;
    }
}
