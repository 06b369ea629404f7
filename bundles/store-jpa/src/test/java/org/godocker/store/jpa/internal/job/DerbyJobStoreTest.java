package org.godocker.store.jpa.internal.job;

import java.nio.file.Path;
import org.godocker.spi.store.JobStore;
import org.godocker.store.jpa.internal.contract.JobStoreContract;
import org.godocker.store.jpa.internal.database.DerbyFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class DerbyJobStoreTest extends JobStoreContract {

    @TempDir
    Path folder;
    private DerbyFolder derby;
    private JobStore store;

    @BeforeEach
    void open() {
        derby = new DerbyFolder(folder.resolve("database"));
        store = new JpaJobStore(derby.database());
    }

    @AfterEach
    void close() {
        derby.close();
    }

    @Override
    protected JobStore store() {
        return store;
    }
}
