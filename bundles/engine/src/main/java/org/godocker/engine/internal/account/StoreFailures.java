package org.godocker.engine.internal.account;

import java.util.function.Supplier;
import org.godocker.api.error.ServiceException;
import org.godocker.api.error.StorageFullException;
import org.godocker.api.error.UnavailableException;
import org.godocker.spi.store.StoreException;

/** Turns what the database cannot do into refusals that users understand. */
final class StoreFailures {

    private StoreFailures() {
    }

    static <T> T translated(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreException e) {
            throw refusal(e);
        }
    }

    private static ServiceException refusal(StoreException failure) {
        return failure.kind() == StoreException.Kind.FULL
                ? new StorageFullException("the disk of the database is full", failure)
                : new UnavailableException("the database does not answer; try again later", failure);
    }
}
