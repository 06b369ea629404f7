package org.godocker.cli.config;

import java.net.URI;
import java.util.Optional;

/**
 * Which server, and as whom.
 *
 * @param url   of the server, without the path of the API and without a slash at the end
 * @param token secret; none if nobody is logged in there
 */
public record Settings(URI url, Optional<String> token) {

    public static final URI DEFAULT_URL = URI.create("http://127.0.0.1:8181");

    /** Whether what is sent there could be read on the way. */
    public boolean unprotected() {
        String host = url.getHost();
        return url.getScheme().equals("http")
                && !(host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
    }

    @Override
    public String toString() {
        return "Settings[url=" + url + "]";
    }
}
