package org.godocker.store.jpa.internal.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDriver;

/** Stops the embedded engine's hold of the database folder; does nothing for other databases. */
@FunctionalInterface
interface EmbeddedDerby {

    /** How Derby says that it has done what it was asked. */
    String SHUT_DOWN = "08006";

    void shutdown() throws SQLException;

    static EmbeddedDerby behind(DataSource dataSource, DatabaseProduct product) throws SQLException {
        if (product != DatabaseProduct.DERBY) {
            return () -> { };
        }
        try (Connection connection = dataSource.getConnection()) {
            String url = connection.getMetaData().getURL();
            return () -> shutdown(url);
        }
    }

    private static void shutdown(String url) throws SQLException {
        try {
            new EmbeddedDriver().connect(url + ";shutdown=true", new Properties());
        } catch (SQLException e) {
            if (!SHUT_DOWN.equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
