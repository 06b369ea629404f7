package org.godocker.store.jpa.internal.database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import org.apache.commons.dbcp2.BasicDataSource;

/** A database on embedded Derby in a folder, opened the way the server does: a pool over the embedded driver. */
public final class DerbyFolder implements AutoCloseable {

    private final BasicDataSource pool = new BasicDataSource();
    private final Database database;

    public DerbyFolder(Path folder) {
        pool.setDriverClassName("org.apache.derby.jdbc.EmbeddedDriver");
        pool.setUrl("jdbc:derby:" + folder + ";create=true");
        pool.setMaxTotal(16);
        pool.setMaxIdle(16);
        pool.setPoolPreparedStatements(true);
        pool.setMaxOpenPreparedStatements(200);
        pool.setTestOnBorrow(true);
        database = new Database(pool, Clock.systemUTC());
    }

    public Database database() {
        return database;
    }

    public BasicDataSource pool() {
        return pool;
    }

    @Override
    public void close() {
        database.close();
        try {
            pool.close();
        } catch (SQLException e) {
            throw new IllegalStateException("closing the pool", e);
        }
    }
}
