package org.godocker.cli.config;

import java.net.URI;
import java.net.URISyntaxException;
import org.godocker.cli.exit.CommandFailure;

/** Reads addresses of servers as people give them. */
public final class ServerUrl {

    private static final String API = "/api/v1";

    private ServerUrl() {
    }

    /**
     * @param text   scheme, host, optional port and path; the path of the API and slashes at the end are dropped
     * @param source where it comes from, for the message
     */
    public static URI parse(String text, String source) {
        String trimmed = withoutSlashes(text.strip());
        URI url;
        try {
            url = new URI(trimmed.endsWith(API) ? withoutSlashes(trimmed.substring(0, trimmed.length() - API.length())) : trimmed);
        } catch (URISyntaxException e) {
            throw CommandFailure.usage(source + " is not an address; give one like https://jobs.example.org:8181", e);
        }
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw CommandFailure.usage(source + " must begin with http:// or https:// and have a host and no user, like https://jobs.example.org:8181");
        }
        return url;
    }

    private static String withoutSlashes(String text) {
        String rest = text;
        while (rest.endsWith("/")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        return rest;
    }
}
