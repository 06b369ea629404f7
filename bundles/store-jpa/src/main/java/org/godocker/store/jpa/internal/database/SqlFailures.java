package org.godocker.store.jpa.internal.database;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import org.apache.openjpa.util.ExceptionInfo;
import org.godocker.spi.store.StoreException;
import org.godocker.spi.store.StoreException.Kind;

/** What went wrong in the database, told from all that stands behind an exception. */
public final class SqlFailures {

    private static final String UNIQUE_VIOLATION = "23505";
    /** Derby: the log cannot be written, a page cannot be written. PostgreSQL: disk full. */
    private static final Set<String> FULL_STATES = Set.of("XSLA4", "XSDG1", "53100");
    private static final String TRANSACTION_ROLLED_BACK = "40";
    private static final String CONNECTION_GONE = "08";

    private SqlFailures() {
    }

    /** @param what what was being done, for people, without secrets */
    static StoreException translate(String what, Throwable failure) {
        if (failure instanceof StoreException known) {
            return known;
        }
        if (any(failure, SqlFailures::tellsFullDisk)) {
            return new StoreException(Kind.FULL, what + ": no room left for the database", failure);
        }
        if (any(failure, t -> hasState(t, UNIQUE_VIOLATION))) {
            return new StoreException(Kind.DUPLICATE, what + ": something with the same key exists", failure);
        }
        return new StoreException(Kind.UNAVAILABLE, what + ": the database failed", failure);
    }

    /** Whether nothing was done and the same may work at once: a lock conflict, or a connection that had been cut before. */
    static boolean isTransient(Throwable failure) {
        return any(failure, t -> t instanceof SQLException sql && sql.getSQLState() != null
                && (sql.getSQLState().startsWith(TRANSACTION_ROLLED_BACK) || sql.getSQLState().startsWith(CONNECTION_GONE)))
                && !any(failure, SqlFailures::tellsFullDisk);
    }

    private static boolean tellsFullDisk(Throwable t) {
        return FULL_STATES.stream().anyMatch(state -> hasState(t, state)) || t instanceof IOException && noRoom(t.getMessage());
    }

    private static boolean noRoom(String message) {
        String text = message == null ? "" : message.toLowerCase(Locale.ROOT);
        return text.contains("no space left on device") || text.contains("disk quota exceeded")
                || text.contains("file too large") || text.contains("not enough space on the disk");
    }

    /** Derby's own exceptions carry states like {@code XSLA4.D}; they are no SQLException but name the state in the message. */
    private static boolean hasState(Throwable t, String state) {
        return t instanceof SQLException sql ? state.equals(sql.getSQLState())
                : t.getMessage() != null && t.getMessage().startsWith("ERROR " + state + ":");
    }

    private interface Test {
        boolean holds(Throwable t);
    }

    private static boolean any(Throwable failure, Test test) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(failure);
        while (!open.isEmpty()) {
            Throwable t = open.poll();
            if (!seen.add(t)) {
                continue;
            }
            if (test.holds(t)) {
                return true;
            }
            add(open, t.getCause());
            if (t instanceof SQLException sql) {
                add(open, sql.getNextException());
            }
            if (t instanceof ExceptionInfo openJpa) {
                for (Throwable nested : openJpa.getNestedThrowables()) {
                    add(open, nested);
                }
            }
        }
        return false;
    }

    private static void add(Deque<Throwable> open, Throwable t) {
        if (t != null) {
            open.add(t);
        }
    }
}
