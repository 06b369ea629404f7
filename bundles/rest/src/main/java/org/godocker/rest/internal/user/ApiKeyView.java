package org.godocker.rest.internal.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.godocker.api.user.ApiKey;
import org.godocker.api.user.IssuedApiKey;
import org.godocker.rest.internal.json.Times;

/**
 * An API key as it is sent.
 *
 * @param key the secret itself, in the answer that makes it and never again
 */
public record ApiKeyView(
        String id, String owner, String name, String created, String expires,
        @JsonInclude(JsonInclude.Include.NON_NULL) String key) {

    static ApiKeyView of(ApiKey key) {
        return view(key, null);
    }

    static ApiKeyView of(IssuedApiKey issued) {
        return view(issued.key(), issued.secret());
    }

    private static ApiKeyView view(ApiKey key, String secret) {
        return new ApiKeyView(key.id(), key.owner(), key.name(), Times.format(key.created()), Times.format(key.expires()), secret);
    }

    @Override
    public String toString() {
        return "ApiKeyView[id=" + id + ", owner=" + owner + "]";
    }
}
