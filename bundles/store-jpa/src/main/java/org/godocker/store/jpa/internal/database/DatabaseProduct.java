package org.godocker.store.jpa.internal.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The databases this store is written for, and where they differ. */
enum DatabaseProduct {

    DERBY("Apache Derby", "derby(shutdownOnClose=false,useGetStringForClobs=true,useSetStringForClobs=true)", "CLOB"),
    POSTGRESQL("PostgreSQL", "postgres", "TEXT");

    private final String productName;
    private final String dictionary;
    private final String textType;

    DatabaseProduct(String productName, String dictionary, String textType) {
        this.productName = productName;
        this.dictionary = dictionary;
        this.textType = textType;
    }

    /** OpenJPA's {@code DBDictionary} setting. */
    String dictionary() {
        return dictionary;
    }

    /** Column type for text without a limit. */
    String textType() {
        return textType;
    }

    /** @throws IllegalStateException when it is another database */
    static DatabaseProduct of(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            String name = connection.getMetaData().getDatabaseProductName();
            for (DatabaseProduct product : values()) {
                if (product.productName.equals(name)) {
                    return product;
                }
            }
            throw new IllegalStateException("The data source godocker is a " + name
                    + "; the store works with Apache Derby and PostgreSQL. See etc/org.ops4j.datasource-godocker.cfg");
        }
    }
}
