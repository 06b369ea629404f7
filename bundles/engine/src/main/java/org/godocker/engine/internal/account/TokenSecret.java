package org.godocker.engine.internal.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.godocker.spi.store.AccessTokenStore.Kind;

/**
 * How tokens and API keys look: a prefix that says which it is, so that people and leak scanners know one when they see
 * it, and 32 random bytes. With that much chance in them a plain hash protects them; no salt, no slow hash is needed.
 */
final class TokenSecret {

    private static final int RANDOM_BYTES = 32;
    private static final int ID_BYTES = 12;
    private static final String SESSION_PREFIX = "gdt_";
    private static final String API_KEY_PREFIX = "gdk_";
    private static final Pattern FORM = Pattern.compile("gd[tk]_[A-Za-z0-9_-]{43}");

    private TokenSecret() {
    }

    static String make(Kind kind, SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return prefix(kind) + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A public id, without meaning. */
    static String makeId(SecureRandom random) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Which kind a text claims to be; empty when it cannot be one at all. */
    static Optional<Kind> kindOf(String text) {
        if (text == null || !FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(text.startsWith(SESSION_PREFIX) ? Kind.SESSION : Kind.API_KEY);
    }

    /** SHA-256 in lower case hexadecimal, as it is stored. */
    static String hash(String secret) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String prefix(Kind kind) {
        return kind == Kind.SESSION ? SESSION_PREFIX : API_KEY_PREFIX;
    }
}
