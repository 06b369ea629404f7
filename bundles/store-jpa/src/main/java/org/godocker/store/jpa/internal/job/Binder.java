package org.godocker.store.jpa.internal.job;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.godocker.store.jpa.internal.entity.InstantColumn;

/** Sets the parameters of a statement from left to right. */
final class Binder {

    private final PreparedStatement statement;
    private int next = 1;

    Binder(PreparedStatement statement) {
        this.statement = statement;
    }

    Binder text(String value) throws SQLException {
        statement.setString(next++, value);
        return this;
    }

    Binder text(Optional<String> value) throws SQLException {
        statement.setString(next++, value.orElse(null));
        return this;
    }

    Binder number(long value) throws SQLException {
        statement.setLong(next++, value);
        return this;
    }

    Binder number(OptionalInt value) throws SQLException {
        if (value.isPresent()) {
            statement.setInt(next++, value.getAsInt());
        } else {
            statement.setNull(next++, Types.INTEGER);
        }
        return this;
    }

    Binder number(Optional<Long> value) throws SQLException {
        if (value.isPresent()) {
            statement.setLong(next++, value.get());
        } else {
            statement.setNull(next++, Types.BIGINT);
        }
        return this;
    }

    Binder decimal(Optional<Double> value) throws SQLException {
        if (value.isPresent()) {
            statement.setDouble(next++, value.get());
        } else {
            statement.setNull(next++, Types.DOUBLE);
        }
        return this;
    }

    Binder flag(boolean value) throws SQLException {
        statement.setBoolean(next++, value);
        return this;
    }

    Binder time(Instant value) throws SQLException {
        return number(InstantColumn.write(value));
    }

    Binder time(Optional<Instant> value) throws SQLException {
        return number(value.map(InstantColumn::write));
    }

    void add() throws SQLException {
        statement.addBatch();
        next = 1;
    }
}
