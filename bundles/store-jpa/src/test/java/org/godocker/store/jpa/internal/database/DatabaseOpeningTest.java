package org.godocker.store.jpa.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseOpeningTest {

    @TempDir
    Path folder;

    /** Refuses its first connections. */
    private static DataSource refusing(DataSource real, int times, AtomicInteger asked) {
        return (DataSource) java.lang.reflect.Proxy.newProxyInstance(DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    if (method.getReturnType() == Connection.class && asked.incrementAndGet() <= times) {
                        throw new SQLException("another server has it", "XJ040");
                    }
                    return method.invoke(real, arguments);
                });
    }

    @Test
    void databaseThatRefusesIsTriedAgainAndOfferedOnceItIsOpen() throws InterruptedException {
        try (DerbyFolder derby = new DerbyFolder(folder.resolve("database"))) {
            AtomicInteger asked = new AtomicInteger();
            List<String> events = new CopyOnWriteArrayList<>();
            DatabaseOpening opening = new DatabaseOpening(refusing(derby.pool(), 3, asked), database -> {
                events.add("offered " + database.serverId());
                return () -> events.add("withdrawn");
            }, Duration.ofMillis(1));
            Awaitility.await().until(() -> events.size() == 1);
            assertThat(asked.get()).isGreaterThan(3);
            assertThat(events).containsExactly("offered " + derby.database().serverId());
            opening.close();
            assertThat(events).endsWith("withdrawn").hasSize(2);
            // It was shut down with what had been opened.
            assertThat(folder.resolve("database/db.lck")).doesNotExist();
            new Database(derby.pool(), Clock.systemUTC()).close();
        }
    }

    @Test
    void tryingEndsWithTheComponent() throws InterruptedException {
        try (DerbyFolder derby = new DerbyFolder(folder.resolve("database"))) {
            AtomicInteger asked = new AtomicInteger();
            List<Database> offered = new ArrayList<>();
            DatabaseOpening opening = new DatabaseOpening(refusing(derby.pool(), Integer.MAX_VALUE, asked), database -> {
                offered.add(database);
                return () -> { };
            }, Duration.ofMillis(1));
            Awaitility.await().until(() -> asked.get() > 2);
            opening.close();
            int last = asked.get();
            Awaitility.await().during(Duration.ofMillis(100)).atMost(Duration.ofSeconds(5)).until(() -> asked.get() == last);
            assertThat(offered).isEmpty();
        }
    }
}
