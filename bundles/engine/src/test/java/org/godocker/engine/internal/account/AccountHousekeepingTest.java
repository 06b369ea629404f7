package org.godocker.engine.internal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.godocker.spi.store.AccessTokenStore.Kind;
import org.godocker.spi.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountHousekeepingTest {

    /** Runs at once what is to run at once and keeps the rest for the test to run. */
    private static final class ManualThread extends ScheduledThreadPoolExecutor {
        final List<Runnable> later = new ArrayList<>();
        final List<Runnable> repeated = new ArrayList<>();
        final List<Long> intervals = new ArrayList<>();

        ManualThread() {
            super(1);
        }

        @Override
        public void execute(Runnable command) {
            command.run();
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            later.add(command);
            return null;
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
            repeated.add(command);
            intervals.add(unit.toSeconds(delay));
            return null;
        }

        void runLater() {
            List<Runnable> due = List.copyOf(later);
            later.clear();
            due.forEach(Runnable::run);
        }
    }

    @TempDir
    private Path etc;
    private final FakeKeeper local = new FakeKeeper("local");
    private final AccountFixture fixture = new AccountFixture(local);
    private final ManualThread thread = new ManualThread();

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    private AccountHousekeeping housekeeping(ScheduledExecutorService executor) {
        FirstAdministratorFile file = new FirstAdministratorFile(etc.resolve(FirstAdministratorFile.NAME));
        return new AccountHousekeeping(executor, new FirstAdministrator(fixture.keepers, fixture.directory, file), fixture.tokens);
    }

    private void writeFile() throws Exception {
        Path path = Files.writeString(etc.resolve(FirstAdministratorFile.NAME), "login=admin\npassword=Very-Secret-1\nuid=1\ngid=1\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void onceAnHourExpiredTokensAreRemoved() {
        housekeeping(thread);
        fixture.tokens.make("ada", Kind.SESSION, "", Optional.of(Duration.ofMinutes(1)));
        fixture.tokens.make("ada", Kind.SESSION, "", Optional.of(Duration.ofHours(2)));
        fixture.tokens.make("ada", Kind.API_KEY, "for ever", Optional.empty());
        fixture.clock.advance(Duration.ofHours(1));

        assertThat(thread.intervals).containsExactly(3600L);
        thread.repeated.get(0).run();

        assertThat(fixture.store.tokens).hasSize(2);
    }

    @Test
    void aDatabaseThatDoesNotAnswerDoesNotEndThePurge() {
        housekeeping(thread);
        fixture.store.fault = StoreException.Kind.UNAVAILABLE;

        thread.repeated.get(0).run();
    }

    @Test
    void whileTheDatabaseIsSilentItIsTriedAgainOneAtATime() throws Exception {
        writeFile();
        local.silent = true;
        AccountHousekeeping housekeeping = housekeeping(thread);
        housekeeping.lookForFirstAdministrator();
        housekeeping.lookForFirstAdministrator();
        assertThat(thread.later).hasSize(1);
        thread.runLater();
        assertThat(thread.later).hasSize(1);
        local.silent = false;

        thread.runLater();

        assertThat(thread.later).isEmpty();
        assertThat(local.accounts()).hasSize(1);
    }

    @Test
    void aKeeperThatComesLaterIsNotPolledFor() throws Exception {
        writeFile();
        fixture.uninstall(local);
        AccountHousekeeping housekeeping = housekeeping(thread);
        assertThat(thread.later).isEmpty();
        fixture.install(local);

        housekeeping.lookForFirstAdministrator();

        assertThat(local.accounts()).hasSize(1);
    }

    @Test
    void onceSettledItStaysSettled() throws Exception {
        local.withAccount("bob", 7, true, "bob password");
        AccountHousekeeping housekeeping = housekeeping(thread);
        local.deleteAllForTest();
        writeFile();

        housekeeping.lookForFirstAdministrator();

        assertThat(local.accounts()).isEmpty();
    }

    @Test
    void stoppingEndsTheThread() {
        ScheduledExecutorService real = Executors.newSingleThreadScheduledExecutor();
        AccountHousekeeping housekeeping = housekeeping(real);

        housekeeping.stop();
        housekeeping.lookForFirstAdministrator();

        await().until(real::isTerminated);
    }
}
