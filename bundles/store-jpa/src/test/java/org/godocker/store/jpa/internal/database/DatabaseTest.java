package org.godocker.store.jpa.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.godocker.spi.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @TempDir
    Path folder;

    @Test
    void closedDatabaseIsShutDownAndCanBeOpenedAgainOnTheSamePool() throws SQLException {
        Path home = folder.resolve("database");
        try (DerbyFolder derby = new DerbyFolder(home)) {
            String name = derby.database().serverId();
            assertThat(home.resolve("db.lck")).exists();
            derby.database().close();
            assertThat(home.resolve("db.lck")).as("nobody holds the folder").doesNotExist();
            Database again = new Database(derby.pool(), Clock.systemUTC());
            assertThat(again.serverId()).isEqualTo(name);
            again.close();
        }
    }

    @Test
    void lockConflictIsTriedAgainABoundedNumberOfTimes() {
        try (DerbyFolder derby = new DerbyFolder(folder.resolve("database"))) {
            AtomicInteger tries = new AtomicInteger();
            assertThat(derby.database().<String>onConnection("working", connection -> {
                if (tries.incrementAndGet() < 3) {
                    throw new SQLException("lock", "40XL1");
                }
                return "done";
            })).isEqualTo("done");
            assertThat(tries).hasValue(3);
            tries.set(0);
            assertThatThrownBy(() -> derby.database().onConnection("working", connection -> {
                tries.incrementAndGet();
                throw new SQLException("lock", "40001");
            })).isInstanceOf(StoreException.class);
            assertThat(tries.get()).isBetween(2, 10);
        }
    }

    @Test
    void folderThatIsNoDatabaseIsRefusedWithTheCause() throws Exception {
        Path home = Files.createDirectory(folder.resolve("database"));
        Files.writeString(home.resolve("service.properties"), "nonsense");
        assertThatThrownBy(() -> new DerbyFolder(home)).isInstanceOfSatisfying(StoreException.class, e -> {
            assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE);
            assertThat(e).hasRootCauseInstanceOf(Exception.class);
        });
    }
}
