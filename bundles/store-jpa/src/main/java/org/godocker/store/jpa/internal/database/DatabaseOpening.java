package org.godocker.store.jpa.internal.database;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.godocker.spi.store.StoreException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the database once its data source is there, and offers it when it is open. One that cannot be opened is tried
 * again: a component that fails while it is activated would stay away until its data source goes and comes back.
 */
@Component(service = {}, immediate = true)
public final class DatabaseOpening {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseOpening.class);
    /** Nobody tells when a database that refused can be used. */
    private static final Duration RETRY = Duration.ofSeconds(3);
    private static final long STOP_PATIENCE_SECONDS = 30;

    private final DataSource dataSource;
    private final Function<Database, Runnable> offer;
    private final Duration retry;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread opener = new Thread(work, "godocker-database");
        opener.setDaemon(true);
        return opener;
    });
    // Only touched by the thread, until it has ended.
    private Database database;
    private Runnable withdraw = () -> { };
    private boolean told;

    @Activate
    public DatabaseOpening(BundleContext context, @Reference(target = "(dataSourceName=godocker)") DataSource dataSource) {
        this(dataSource, open -> context.registerService(Database.class, open, null)::unregister, RETRY);
    }

    /**
     * @param offer called with the open database on a thread of this component; what it returns takes the offer back
     * @param retry pause between tries
     */
    DatabaseOpening(DataSource dataSource, Function<Database, Runnable> offer, Duration retry) {
        this.dataSource = dataSource;
        this.offer = offer;
        this.retry = retry;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.execute(this::open);
    }

    private void open() {
        try {
            database = new Database(dataSource, Clock.systemUTC());
        } catch (StoreException | LinkageError e) {
            // A library of another version than the build's is told of as well, and not lost with the thread.
            refused(e);
            return;
        }
        if (told) {
            LOG.info("The database of the server is open now");
        }
        withdraw = offer.apply(database);
    }

    private void refused(Throwable e) {
        if (told) {
            LOG.debug("The database still cannot be used", e);
        } else {
            told = true;
            LOG.error("The database of the server cannot be used; trying again every {} s. See etc/org.ops4j.datasource-godocker.cfg; "
                    + "Derby allows one server at a time in a database folder", retry.toSeconds(), e);
        }
        if (!thread.isShutdown()) {
            thread.schedule(this::open, retry.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Deactivate
    void close() throws InterruptedException {
        thread.shutdown();
        // Not interrupted: Derby answers an interrupt by closing its files.
        if (!thread.awaitTermination(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("The database was still being opened after {} s; it stays open until the server ends", STOP_PATIENCE_SECONDS);
            return;
        }
        withdraw.run();
        if (database != null) {
            database.close();
        }
    }
}
