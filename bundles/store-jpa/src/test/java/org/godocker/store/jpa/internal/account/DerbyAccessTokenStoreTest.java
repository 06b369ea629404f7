package org.godocker.store.jpa.internal.account;

import java.nio.file.Path;
import org.godocker.spi.store.AccessTokenStore;
import org.godocker.store.jpa.internal.contract.AccessTokenStoreContract;
import org.godocker.store.jpa.internal.database.DerbyFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class DerbyAccessTokenStoreTest extends AccessTokenStoreContract {

    @TempDir
    Path folder;
    private DerbyFolder derby;
    private AccessTokenStore store;

    @BeforeEach
    void open() {
        derby = new DerbyFolder(folder.resolve("database"));
        store = new JpaAccessTokenStore(derby.database());
    }

    @AfterEach
    void close() {
        derby.close();
    }

    @Override
    protected AccessTokenStore store() {
        return store;
    }
}
