package org.godocker.store.jpa.internal.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Work on a connection within a transaction. It may be done again from the start when the database asks for that. */
@FunctionalInterface
public interface SqlWork<T> {

    T on(Connection connection) throws SQLException;
}
