package org.godocker.executor.docker.internal.config;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where an engine listens.
 *
 * @param uri {@code unix:///path} or {@code tcp://host:port}
 * @param tls how to prove who is who; empty for none
 */
public record Endpoint(URI uri, Optional<TlsFiles> tls) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final String FORM = "must be unix:///path/to/socket or tcp://host:port";

    public Endpoint {
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(tls, "tls");
    }

    /**
     * Reads an address as it is written in the configuration.
     *
     * @throws IllegalArgumentException with what is allowed
     */
    public static URI parse(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(FORM, e);
        }
        boolean unix = "unix".equals(uri.getScheme()) && uri.getAuthority() == null
                && uri.getPath() != null && uri.getPath().length() > 1;
        boolean tcp = "tcp".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0 && uri.getUserInfo() == null
                && uri.getQuery() == null;
        if (!unix && !tcp) {
            throw new IllegalArgumentException(FORM);
        }
        return uri;
    }

    public boolean unix() {
        return uri.getScheme().equals("unix");
    }

    /** Whether only processes of this machine can be at the other end or in between. */
    public boolean local() {
        return unix() || LOOPBACK.contains(uri.getHost());
    }

    @Override
    public String toString() {
        return uri + (tls.isPresent() ? " (TLS)" : "");
    }
}
