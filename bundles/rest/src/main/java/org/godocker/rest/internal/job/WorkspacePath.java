package org.godocker.rest.internal.job;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.godocker.api.error.InvalidRequestException;

/**
 * A path in a workspace as it came in the address, decoded once. It is judged here by its look, so that nonsense ends
 * early; what it leads to is found by the engine, descriptor by descriptor.
 *
 * @param text      parts divided by {@code /}, empty for the workspace itself
 * @param directory whether it was written with a slash at its end
 */
record WorkspacePath(String text, boolean directory) {

    private static final int MAX_LENGTH = 4096;

    /** @throws InvalidRequestException when it is not a plain path below the workspace */
    static WorkspacePath parse(String encoded) {
        if (encoded.length() > 3 * MAX_LENGTH) {
            throw refused("is too long");
        }
        boolean directory = encoded.endsWith("/");
        String trimmed = directory ? encoded.substring(0, encoded.length() - 1) : encoded;
        if (trimmed.isEmpty()) {
            return new WorkspacePath("", true);
        }
        StringBuilder path = new StringBuilder();
        for (String part : trimmed.split("/", -1)) {
            path.append(path.isEmpty() ? "" : "/").append(checked(decode(part)));
        }
        return new WorkspacePath(path.toString(), directory);
    }

    private static String checked(String part) {
        if (part.isEmpty() || part.equals(".") || part.equals("..")) {
            throw refused("must not hold empty parts, . or ..");
        }
        if (part.chars().anyMatch(c -> c == '/' || c == '\\' || c < 0x20 || c == 0x7f)) {
            throw refused("must not hold encoded slashes, backslashes or control characters");
        }
        return part;
    }

    private static String decode(String part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '%') {
                int high = i + 2 < part.length() ? Character.digit(part.charAt(i + 1), 16) : -1;
                int low = i + 2 < part.length() ? Character.digit(part.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw refused("holds a % that is not followed by two hexadecimal digits");
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw refused("is not valid UTF-8");
        }
    }

    private static InvalidRequestException refused(String rule) {
        return InvalidRequestException.of("path", "path", "the path " + rule);
    }

    /** Last part of the path. */
    String fileName() {
        return text.substring(text.lastIndexOf('/') + 1);
    }
}
