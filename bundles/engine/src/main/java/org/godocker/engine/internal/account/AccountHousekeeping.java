package org.godocker.engine.internal.account;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.godocker.api.error.ServiceException;
import org.godocker.api.plugin.PluginKind;
import org.godocker.engine.internal.config.EngineConfiguration;
import org.godocker.engine.internal.plugin.Plugins;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to accounts by itself, on a thread of its own: the first administrator is made as soon as accounts can be
 * asked for, and expired tokens are removed once an hour.
 */
@Component(service = AccountHousekeeping.class, immediate = true)
public final class AccountHousekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(AccountHousekeeping.class);
    private static final Duration PURGE_INTERVAL = Duration.ofHours(1);
    private static final Duration FIRST_PURGE = Duration.ofMinutes(1);
    /** A provider that is there may still wait for its database; nobody tells when that answers. */
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final ScheduledExecutorService thread;
    private final FirstAdministrator firstAdministrator;
    private final AccessTokens tokens;
    // Only touched by the one thread.
    private boolean settled;
    private boolean retrying;

    @Activate
    public AccountHousekeeping(BundleContext context, @Reference Plugins plugins, @Reference EngineConfiguration configuration,
            @Reference Keepers keepers, @Reference AuthDirectory directory, @Reference AccessTokens tokens) {
        this(Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "godocker-accounts");
            thread.setDaemon(true);
            return thread;
        }), new FirstAdministrator(keepers, directory, new FirstAdministratorFile(etc(context))), tokens);
        plugins.onChange(kind -> {
            if (kind == PluginKind.AUTH_PROVIDER) {
                lookForFirstAdministrator();
            }
        });
        configuration.onChange(this::lookForFirstAdministrator);
    }

    AccountHousekeeping(ScheduledExecutorService thread, FirstAdministrator firstAdministrator, AccessTokens tokens) {
        this.thread = thread;
        this.firstAdministrator = firstAdministrator;
        this.tokens = tokens;
        thread.execute(this::attempt);
        thread.scheduleWithFixedDelay(this::purge, FIRST_PURGE.toSeconds(), PURGE_INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    private static Path etc(BundleContext context) {
        String etc = context.getProperty("karaf.etc");
        return Path.of(etc == null ? "etc" : etc).resolve(FirstAdministratorFile.NAME);
    }

    void lookForFirstAdministrator() {
        try {
            thread.execute(this::attempt);
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopped already", e);
        }
    }

    private void attempt() {
        if (settled) {
            return;
        }
        try {
            FirstAdministrator.Outcome outcome = firstAdministrator.attempt();
            settled = outcome == FirstAdministrator.Outcome.SETTLED;
            if (outcome == FirstAdministrator.Outcome.NO_ANSWER && !retrying) {
                retrying = true;
                thread.schedule(this::retry, RETRY.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopped already", e);
        } catch (RuntimeException e) {
            LOG.error("The first administrator could not be looked for", e);
        }
    }

    private void retry() {
        retrying = false;
        attempt();
    }

    private void purge() {
        try {
            int removed = tokens.purge();
            LOG.debug("Removed {} expired tokens and API keys", removed);
        } catch (ServiceException e) {
            LOG.warn("Expired tokens could not be removed; trying again in an hour: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Expired tokens could not be removed; trying again in an hour", e);
        }
    }

    @Deactivate
    void stop() {
        thread.shutdownNow();
    }
}
