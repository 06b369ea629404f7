package org.godocker.store.jpa.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import javax.persistence.PersistenceException;
import org.godocker.spi.store.StoreException;
import org.godocker.spi.store.StoreException.Kind;
import org.junit.jupiter.api.Test;

class SqlFailuresTest {

    private static Kind kind(Throwable failure) {
        StoreException translated = SqlFailures.translate("writing", failure);
        assertThat(translated).hasMessageStartingWith("writing: ").hasCause(failure);
        return translated.kind();
    }

    @Test
    void fullDiskIsToldFromTheStateOrFromWhatTheSystemSaid() {
        assertThat(kind(new SQLException("page", "XSDG1"))).isEqualTo(Kind.FULL);
        assertThat(kind(new SQLException("postgres", "53100"))).isEqualTo(Kind.FULL);
        assertThat(kind(new SQLException("log", "XSLA0", new IOException("No space left on device")))).isEqualTo(Kind.FULL);
        assertThat(kind(new PersistenceException(new SQLException("x", "XJ001", new IOException("Disk quota exceeded"))))).isEqualTo(Kind.FULL);
        assertThat(kind(new SQLException("boot", "XJ040", new IOException("Permission denied")))).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void sameKeyIsFoundBehindABatch() {
        SQLException batch = new BatchUpdateException("batch", "XBATCH", new int[0]);
        batch.setNextException(new SQLException("duplicate key", "23505"));
        assertThat(kind(batch)).isEqualTo(Kind.DUPLICATE);
        assertThat(kind(new SQLException("not null", "23502"))).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void lockConflictsAndCutConnectionsAreTransientAndFullDisksAreNot() {
        assertThat(SqlFailures.isTransient(new SQLException("deadlock", "40001"))).isTrue();
        assertThat(SqlFailures.isTransient(new PersistenceException(new SQLException("lock", "40XL1")))).isTrue();
        assertThat(SqlFailures.isTransient(new SQLException("gone", "08003"))).isTrue();
        assertThat(SqlFailures.isTransient(new SQLException("syntax", "42X01"))).isFalse();
        assertThat(SqlFailures.isTransient(new SQLException("gone", "08006", new IOException("No space left on device")))).isFalse();
    }

    @Test
    void chainThatBitesItsTailEnds() {
        SQLException first = new SQLException("a", "XJ001");
        SQLException second = new SQLException("b", "XJ001", first);
        first.setNextException(second);
        assertThat(kind(first)).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void whatIsAlreadyToldStaysAsItIs() {
        StoreException stale = new StoreException(Kind.STALE, "m", null);
        assertThat(SqlFailures.translate("writing", stale)).isSameAs(stale);
    }
}
