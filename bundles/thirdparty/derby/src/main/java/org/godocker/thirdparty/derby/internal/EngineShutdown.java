package org.godocker.thirdparty.derby.internal;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Shuts the Derby engine down when its bundle stops. Without it Derby takes each stop of the server for a crash and
 * recovers at the next start, and a replaced bundle would meet the lock of its predecessor.
 */
public final class EngineShutdown implements BundleActivator {

    private static final String SHUT_DOWN = "XJ015";
    private static final String NO_DRIVER = "08001";

    @Override
    public void start(BundleContext context) {
        // The engine boots with the first connection.
    }

    @Override
    public void stop(BundleContext context) throws SQLException {
        try {
            DriverManager.getConnection("jdbc:derby:;shutdown=true").close();
        } catch (SQLException e) {
            // Derby answers a shutdown that worked with an exception; no driver means that the engine never ran.
            if (!Set.of(SHUT_DOWN, NO_DRIVER).contains(e.getSQLState())) {
                throw e;
            }
        }
    }
}
