package org.godocker.store.jpa.internal.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.godocker.api.job.Intent;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobShape;
import org.godocker.api.job.JobState;
import org.godocker.api.job.JobStatus;
import org.godocker.api.job.Placement;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.api.job.ResourceRequest;
import org.godocker.api.job.ResourceUsage;
import org.godocker.spi.store.LiveJob;
import org.godocker.store.jpa.internal.entity.InstantColumn;

/** Makes live jobs of rows. What is alike is one object: a million waiting jobs have few owners, shapes and reasons. */
final class LiveJobMapper {

    /** Beyond this many different values of a kind they are rare ones, not worth remembering. */
    private static final int MOST_SHARED = 100_000;

    /** What to select. Derby looks for columns by name one after the other, so they are read by place. */
    static final String COLUMNS = "id, owner, project, submitted, version, cpu_millis, memory_bytes, lifespan_millis, "
            + "wanted_executor, attempt, state, state_time, reason_code, reason_message, intent_kind, intent_code, "
            + "intent_message, intent_time, placement_executor, placement_node, handle, started, ended, exit_code, "
            + "cpu_seconds, memory_peak";
    private static final int ID = 1;
    private static final int OWNER = 2;
    private static final int PROJECT = 3;
    private static final int SUBMITTED = 4;
    private static final int VERSION = 5;
    private static final int CPU_MILLIS = 6;
    private static final int MEMORY_BYTES = 7;
    private static final int LIFESPAN_MILLIS = 8;
    private static final int WANTED_EXECUTOR = 9;
    private static final int ATTEMPT = 10;
    private static final int STATE = 11;
    private static final int STATE_TIME = 12;
    private static final int REASON_CODE = 13;
    private static final int REASON_MESSAGE = 14;
    private static final int INTENT_KIND = 15;
    private static final int INTENT_CODE = 16;
    private static final int INTENT_MESSAGE = 17;
    private static final int INTENT_TIME = 18;
    private static final int PLACEMENT_EXECUTOR = 19;
    private static final int PLACEMENT_NODE = 20;
    private static final int HANDLE = 21;
    private static final int STARTED = 22;
    private static final int ENDED = 23;
    private static final int EXIT_CODE = 24;
    private static final int CPU_SECONDS = 25;
    private static final int MEMORY_PEAK = 26;

    private final Map<Object, Object> shared = new HashMap<>();

    LiveJob map(ResultSet row) throws SQLException {
        JobShape shape = share(new JobShape(
                share(new ResourceRequest(row.getLong(CPU_MILLIS), row.getLong(MEMORY_BYTES))),
                share(Duration.ofMillis(row.getLong(LIFESPAN_MILLIS))),
                share(row.getString(WANTED_EXECUTOR))));
        Instant submitted = InstantColumn.read(row.getLong(SUBMITTED));
        return new LiveJob(new JobId(row.getLong(ID)), share(row.getString(OWNER)), share(row.getString(PROJECT)), shape,
                submitted, progress(row, submitted), row.getLong(VERSION));
    }

    private JobProgress progress(ResultSet row, Instant submitted) throws SQLException {
        Instant time = InstantColumn.read(row.getLong(STATE_TIME));
        JobStatus status = new JobStatus(JobState.valueOf(row.getString(STATE)),
                reason(row.getString(REASON_CODE), row.getString(REASON_MESSAGE)), time.equals(submitted) ? submitted : time);
        return new JobProgress(status, intent(row), row.getInt(ATTEMPT), placement(row),
                Optional.ofNullable(row.getString(HANDLE)), InstantColumn.read(nullableLong(row, STARTED)),
                InstantColumn.read(nullableLong(row, ENDED)), exitCode(row), usage(row));
    }

    private static OptionalInt exitCode(ResultSet row) throws SQLException {
        int code = row.getInt(EXIT_CODE);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(code);
    }

    private static Optional<ResourceUsage> usage(ResultSet row) throws SQLException {
        double cpuSeconds = row.getDouble(CPU_SECONDS);
        return row.wasNull() ? Optional.empty() : Optional.of(new ResourceUsage(cpuSeconds, row.getLong(MEMORY_PEAK)));
    }

    private Optional<Intent> intent(ResultSet row) throws SQLException {
        String kind = row.getString(INTENT_KIND);
        return kind == null ? Optional.empty() : Optional.of(new Intent(Intent.Kind.valueOf(kind),
                reason(row.getString(INTENT_CODE), row.getString(INTENT_MESSAGE)),
                InstantColumn.read(row.getLong(INTENT_TIME))));
    }

    private Optional<Placement> placement(ResultSet row) throws SQLException {
        String executor = row.getString(PLACEMENT_EXECUTOR);
        return executor == null ? Optional.empty()
                : share(Optional.of(new Placement(executor, row.getString(PLACEMENT_NODE))));
    }

    private Reason reason(String code, String message) {
        return share(new Reason(ReasonCode.valueOf(code), message));
    }

    private static Long nullableLong(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    @SuppressWarnings("unchecked")
    private <T> T share(T value) {
        Object known = shared.get(value);
        if (known == null && shared.size() < MOST_SHARED) {
            shared.put(value, value);
        }
        // Equal values have the same class: every key is its own value.
        return known == null ? value : (T) known;
    }
}
