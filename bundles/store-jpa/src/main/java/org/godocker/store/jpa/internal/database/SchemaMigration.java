package org.godocker.store.jpa.internal.database;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the tables to the version of this program. */
final class SchemaMigration {

    private SchemaMigration() {
    }

    static void run(DataSource dataSource, DatabaseProduct product) {
        Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .placeholders(Map.of("text", product.textType()))
                .failOnMissingLocations(true)
                .load()
                .migrate();
    }
}
