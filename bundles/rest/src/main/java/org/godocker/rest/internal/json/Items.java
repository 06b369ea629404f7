package org.godocker.rest.internal.json;

import java.util.List;

/**
 * A list as it is sent.
 *
 * @param items what is on this page
 * @param next  cursor of the following page, null on the last one
 */
public record Items<T>(List<T> items, String next) {

    /** A list that is short enough to be given whole. */
    public static <T> Items<T> all(List<T> items) {
        return new Items<>(items, null);
    }
}
