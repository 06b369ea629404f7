package org.godocker.api.user;

/**
 * A key just made.
 *
 * @param key    what is kept of it
 * @param secret the key itself; shown this once, only its hash is kept
 */
public record IssuedApiKey(ApiKey key, String secret) {

    @Override
    public String toString() {
        return "IssuedApiKey[key=" + key + "]";
    }
}
