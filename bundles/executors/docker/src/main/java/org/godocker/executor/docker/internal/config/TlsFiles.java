package org.godocker.executor.docker.internal.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * PEM files for a TLS connection.
 *
 * @param authority  certificates that the engine's own must lead to
 * @param identity   what the server shows to the engine; empty when the engine does not ask
 */
public record TlsFiles(Path authority, Optional<Identity> identity) {

    /**
     * @param certificate the server's certificate, intermediate ones after it
     * @param key         its private key, unencrypted
     */
    public record Identity(Path certificate, Path key) {
        public Identity {
            Objects.requireNonNull(certificate, "certificate");
            Objects.requireNonNull(key, "key");
        }
    }

    public TlsFiles {
        Objects.requireNonNull(authority, "authority");
        Objects.requireNonNull(identity, "identity");
    }
}
