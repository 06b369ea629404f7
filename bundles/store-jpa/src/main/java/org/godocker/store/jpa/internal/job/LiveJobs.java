package org.godocker.store.jpa.internal.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.godocker.api.job.JobState;
import org.godocker.spi.store.LiveJob;

/**
 * Reads the jobs that have not ended: first their numbers from an index, 8 bytes each, then the rows a few hundred at a
 * time, so that a million rows are never held at once.
 */
final class LiveJobs {

    private static final int ROWS_AT_ONCE = 500;
    private static final String LIVE_STATES = Stream.of(JobState.values()).filter(state -> !state.isTerminal())
            .map(state -> "'" + state.name() + "'").collect(Collectors.joining(", "));
    private static final String NUMBERS =
            "SELECT j.id FROM job j --DERBY-PROPERTIES index=JOB_STATE\n WHERE j.state IN (" + LIVE_STATES + ")";
    private static final String ROWS = "SELECT " + LiveJobMapper.COLUMNS + " FROM job WHERE id IN ("
            + "?, ".repeat(ROWS_AT_ONCE - 1) + "?) ORDER BY id";

    private LiveJobs() {
    }

    /** Hands them out in order of their numbers, on a connection whose transaction the caller ends. */
    static void read(Connection connection, Consumer<LiveJob> consumer) throws SQLException {
        long[] ids = numbers(connection);
        LiveJobMapper mapper = new LiveJobMapper();
        try (PreparedStatement statement = connection.prepareStatement(ROWS)) {
            for (int from = 0; from < ids.length; from += ROWS_AT_ONCE) {
                for (int i = 0; i < ROWS_AT_ONCE; i++) {
                    // The last piece is filled up with its last number, which changes nothing.
                    statement.setLong(i + 1, ids[Math.min(from + i, ids.length - 1)]);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        consumer.accept(mapper.map(rows));
                    }
                }
            }
        }
    }

    private static long[] numbers(Connection connection) throws SQLException {
        long[] ids = new long[1024];
        int count = 0;
        try (PreparedStatement statement = connection.prepareStatement(NUMBERS)) {
            statement.setFetchSize(10_000);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (count == ids.length) {
                        ids = Arrays.copyOf(ids, count * 2);
                    }
                    ids[count++] = rows.getLong(1);
                }
            }
        }
        long[] sorted = Arrays.copyOf(ids, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
