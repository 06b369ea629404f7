package org.godocker.spi.executor;

import java.util.Objects;

/**
 * What an executor wants kept with an attempt to find it again, for example a container id. The engine stores it and
 * hands it back unread.
 *
 * @param version of the form of {@code value}, so that a newer executor still understands older handles; 1 or more
 * @param value   at most 500 characters
 */
public record ExecutorHandle(int version, String value) {

    public static final int MAX_LENGTH = 500;

    public ExecutorHandle {
        Objects.requireNonNull(value, "value");
        if (version < 1 || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("handle version must be 1 or more and its value at most " + MAX_LENGTH + " characters");
        }
    }

    /** One text for storing, the inverse of {@link #parse}. */
    public String text() {
        return version + ":" + value;
    }

    /** @throws IllegalArgumentException when the text was not made by {@link #text} */
    public static ExecutorHandle parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("not an executor handle: " + text);
        }
        return new ExecutorHandle(Integer.parseInt(text.substring(0, colon)), text.substring(colon + 1));
    }
}
