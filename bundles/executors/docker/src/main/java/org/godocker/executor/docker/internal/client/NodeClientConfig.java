package org.godocker.executor.docker.internal.client;

import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.core.SSLConfig;
import java.net.URI;

/**
 * The settings of one client and nothing else: the library's own reads environment variables and the home folder of
 * whoever runs the server, registry passwords included.
 */
record NodeClientConfig(URI uri) implements DockerClientConfig {

    @Override
    public URI getDockerHost() {
        return uri;
    }

    @Override
    public RemoteApiVersion getApiVersion() {
        return RemoteApiVersion.unknown();
    }

    @Override
    public String getRegistryUsername() {
        return null;
    }

    @Override
    public String getRegistryPassword() {
        return null;
    }

    @Override
    public String getRegistryEmail() {
        return null;
    }

    @Override
    public String getRegistryUrl() {
        return null;
    }

    @Override
    public AuthConfig effectiveAuthConfig(String imageName) {
        return null;
    }

    @Override
    public AuthConfigurations getAuthConfigurations() {
        return new AuthConfigurations();
    }

    /** The transport has been given its own. */
    @Override
    @SuppressWarnings("deprecation")
    public SSLConfig getSSLConfig() {
        return null;
    }
}
