package org.godocker.store.jpa.internal.account;

import java.nio.file.Path;
import org.godocker.spi.store.AccountStore;
import org.godocker.store.jpa.internal.contract.AccountStoreContract;
import org.godocker.store.jpa.internal.database.DerbyFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class DerbyAccountStoreTest extends AccountStoreContract {

    @TempDir
    Path folder;
    private DerbyFolder derby;
    private AccountStore store;

    @BeforeEach
    void open() {
        derby = new DerbyFolder(folder.resolve("database"));
        store = new JpaAccountStore(derby.database());
    }

    @AfterEach
    void close() {
        derby.close();
    }

    @Override
    protected AccountStore store() {
        return store;
    }
}
