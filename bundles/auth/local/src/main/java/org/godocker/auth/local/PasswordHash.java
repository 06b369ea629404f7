package org.godocker.auth.local;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A password hash as text: {@code pbkdf2-sha512$1$iterations$salt$hash}, salt and hash in base64. The 1 is the version of
 * this form; another algorithm will have another name in front.
 *
 * @param iterations cost it was made with
 * @param salt       random
 * @param hash       what the password leads to
 */
record PasswordHash(int iterations, byte[] salt, byte[] hash) {

    private static final String PREFIX = "pbkdf2-sha512$1$";
    private static final Pattern FORM = Pattern.compile("pbkdf2-sha512\\$1\\$([1-9][0-9]{0,7})\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return PREFIX + iterations + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    /** Empty when the text has another form. */
    static Optional<PasswordHash> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Base64.Decoder base64 = Base64.getDecoder();
        return Optional.of(new PasswordHash(
                Integer.parseInt(matcher.group(1)), base64.decode(matcher.group(2)), base64.decode(matcher.group(3))));
    }

    @Override
    public String toString() {
        return "PasswordHash[iterations=" + iterations + "]";
    }
}
