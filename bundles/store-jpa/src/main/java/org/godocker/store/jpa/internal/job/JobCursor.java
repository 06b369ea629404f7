package org.godocker.store.jpa.internal.job;

/** Where a page ended: the number of its last job, in a form that nobody takes for a number to count with. */
final class JobCursor {

    private static final int RADIX = 36;
    private static final String PREFIX = "j";

    private JobCursor() {
    }

    static String write(long lastId) {
        return PREFIX + Long.toString(lastId, RADIX);
    }

    /** @throws IllegalArgumentException when the text was not made by {@link #write} */
    static long read(String cursor) {
        try {
            long id = cursor.startsWith(PREFIX) ? Long.parseLong(cursor.substring(PREFIX.length()), RADIX) : 0;
            // One number has one form: leading zeros, signs and capitals are not ours.
            if (id >= 1 && write(id).equals(cursor)) {
                return id;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a cursor of this list", e);
        }
        throw new IllegalArgumentException("not a cursor of this list");
    }
}
