package org.godocker.store.jpa.internal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobState;
import org.godocker.spi.store.JobStore;
import org.godocker.spi.store.StoreException;
import org.godocker.store.jpa.internal.contract.Jobs;
import org.godocker.store.jpa.internal.database.Database;
import org.godocker.store.jpa.internal.database.DerbyFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection breaks in the middle of a commit: the store tells what became of it. */
class UncertainCommitTest {

    private enum Fault { NONE, BEFORE_COMMIT, AFTER_COMMIT }

    @TempDir
    Path folder;

    private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);

    @Test
    void commitThatHappenedIsASuccessAndOneThatDidNotIsAFailure() {
        try (DerbyFolder derby = new DerbyFolder(folder.resolve("database"))) {
            Database database = new Database(new BreakingDataSource(derby.pool()), Clock.systemUTC());
            JobStore store = new JpaJobStore(database);

            fault.set(Fault.AFTER_COMMIT);
            store.commit(Jobs.inserts(Jobs.job(1)));
            fault.set(Fault.AFTER_COMMIT);
            store.commit(Jobs.changes(Jobs.change(1, 1, Jobs.progress(JobState.RUNNING))));
            assertThat(store.history(new JobId(1))).hasSize(2);

            fault.set(Fault.BEFORE_COMMIT);
            assertThatThrownBy(() -> store.commit(Jobs.inserts(Jobs.job(2)))).isInstanceOfSatisfying(StoreException.class,
                    e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE));
            assertThat(store.find(new JobId(2))).isEmpty();
            store.commit(Jobs.inserts(Jobs.job(2)));
            assertThat(store.find(new JobId(2))).isPresent();
            database.close();
        }
    }

    /** Connections whose next commit breaks when a fault is set. */
    private final class BreakingDataSource implements DataSource {

        private final DataSource pool;

        BreakingDataSource(DataSource pool) {
            this.pool = pool;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = pool.getConnection();
            return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        Fault now = method.getName().equals("commit") ? fault.getAndSet(Fault.NONE) : Fault.NONE;
                        if (now == Fault.BEFORE_COMMIT) {
                            throw new SQLException("cut before", "08006");
                        }
                        try {
                            Object result = method.invoke(connection, arguments);
                            if (now == Fault.AFTER_COMMIT) {
                                throw new SQLException("cut after", "08006");
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(PrintWriter out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setLoginTimeout(int seconds) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("wraps nothing");
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
