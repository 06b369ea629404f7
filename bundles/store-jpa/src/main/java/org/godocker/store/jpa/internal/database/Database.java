package org.godocker.store.jpa.internal.database;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.PersistenceException;
import javax.sql.DataSource;
import org.apache.openjpa.persistence.PersistenceProviderImpl;
import org.godocker.spi.store.StoreException;
import org.godocker.store.jpa.internal.entity.InstallationEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database with its tables in order, and transactions on it. A transaction that the database ended because of a lock
 * conflict, or that found its connection cut, is tried again; every other failure comes out as {@link StoreException}.
 */
public final class Database {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int TRIES = 6;
    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final String ID_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final DataSource dataSource;
    private final DatabaseProduct product;
    private final EmbeddedDerby derby;
    private final EntityManagerFactory factory;
    private final String serverId;

    /**
     * Brings the tables in order; takes seconds where there is much to do.
     *
     * @throws StoreException when the database cannot be used now
     */
    public Database(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        try {
            product = DatabaseProduct.of(dataSource);
            derby = EmbeddedDerby.behind(dataSource, product);
            SchemaMigration.run(dataSource, product);
            factory = new PersistenceProviderImpl()
                    .createContainerEntityManagerFactory(PersistenceUnit.of(dataSource, product), Map.of());
            serverId = bootstrap(clock);
        } catch (SQLException | RuntimeException e) {
            throw SqlFailures.translate("opening the database", e);
        }
    }

    private String bootstrap(Clock clock) {
        return inTransaction("naming the installation", entities -> {
            InstallationEntity installation = entities.find(InstallationEntity.class, InstallationEntity.ONLY);
            if (installation == null) {
                installation = new InstallationEntity(randomId(), clock.instant());
                entities.persist(installation);
            }
            return installation.serverId();
        });
    }

    private static String randomId() {
        SecureRandom random = new SecureRandom();
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
        }
        return id.toString();
    }

    /** Random name of the installation, 8 lower case letters or digits. */
    public String serverId() {
        return serverId;
    }

    /**
     * Work with entities in one transaction.
     *
     * @param what what is being done, for messages
     * @throws StoreException when it was not done
     */
    public <T> T inTransaction(String what, Function<EntityManager, T> work) {
        return tryAgain(what, () -> {
            EntityManager entities = factory.createEntityManager();
            Progress progress = new Progress();
            try {
                entities.getTransaction().begin();
                T result = work.apply(entities);
                progress.committing = true;
                entities.getTransaction().commit();
                return result;
            } catch (RuntimeException e) {
                throw new Attempt(e, progress.committing);
            } finally {
                if (entities.getTransaction().isActive()) {
                    quietly(() -> entities.getTransaction().rollback());
                }
                quietly(entities::close);
            }
        });
    }

    /**
     * Work with a plain connection in one transaction.
     *
     * @param what what is being done, for messages
     * @throws StoreException when it was not done
     */
    public <T> T onConnection(String what, SqlWork<T> work) {
        return tryAgain(what, () -> {
            boolean committing = false;
            try (Connection connection = dataSource.getConnection()) {
                try {
                    connection.setAutoCommit(false);
                    T result = work.on(connection);
                    committing = true;
                    connection.commit();
                    return result;
                } catch (SQLException | RuntimeException e) {
                    quietly(connection::rollback);
                    throw new Attempt(e, committing);
                }
            } catch (SQLException e) {
                throw new Attempt(e, committing);
            }
        });
    }

    private <T> T tryAgain(String what, Supplier<T> attempt) {
        for (int tries = 1;; tries++) {
            try {
                return attempt.get();
            } catch (Attempt failed) {
                Throwable cause = failed.getCause();
                if (cause instanceof RuntimeException notOurs && !(cause instanceof PersistenceException)) {
                    throw notOurs;
                }
                if (tries == TRIES || failed.committing || !SqlFailures.isTransient(cause)) {
                    throw SqlFailures.translate(what, cause);
                }
                LOG.debug("{}: trying again", what, cause);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(FIRST_PAUSE_MILLIS << tries));
            }
        }
    }

    /** Ends the work and, with embedded Derby, writes everything to its place so that the next start is quick. */
    public void close() {
        quietly(factory::close);
        quietly(derby::shutdown);
    }

    private interface Step {
        void run() throws SQLException;
    }

    /** For steps after a failure that has been told already, or at the end. */
    private static void quietly(Step step) {
        try {
            step.run();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("cleaning up after a transaction", e);
        }
    }

    private static final class Progress {
        private boolean committing;
    }

    /** One attempt failed; carries whether the commit had been asked for, after which nothing may be repeated. */
    private static final class Attempt extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final boolean committing;

        Attempt(Throwable cause, boolean committing) {
            super(cause);
            this.committing = committing;
        }
    }
}
