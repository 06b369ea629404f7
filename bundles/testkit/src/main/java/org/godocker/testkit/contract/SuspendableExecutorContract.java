package org.godocker.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.godocker.spi.executor.Observation;
import org.godocker.spi.executor.Run;
import org.godocker.spi.executor.SuspendableExecutor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@link ExecutorContract} for executors that can freeze containers. */
public abstract class SuspendableExecutorContract extends ExecutorContract {

    private static final Duration LONG = Duration.ofMinutes(10);

    @Override
    protected abstract SuspendableExecutor newExecutor();

    private SuspendableExecutor suspendable() {
        return (SuspendableExecutor) executor();
    }

    @Test
    @DisplayName("a container is frozen, stays frozen, and goes on")
    void freezesAndGoesOn() throws Exception {
        Run run = launch(newAttempt(), Script.sleep(LONG));
        awaitObservation(server(), run, Observation.Running.class);

        suspendable().suspend(run);
        suspendable().suspend(run);
        awaitObservation(server(), run, Observation.Suspended.class);
        assertThat(server().reports().ends(run.attempt())).isEmpty();

        suspendable().resume(withoutHandle(run));
        suspendable().resume(run);
        awaitObservation(server(), run, Observation.Running.class);
        executor().kill(run, Duration.ZERO);
        awaitReportedEnd(run);
        assertThat(timesRun(run.attempt())).isOne();
    }

    @Test
    @DisplayName("a frozen container can be killed")
    void killsWhatIsFrozen() throws Exception {
        Run run = launch(newAttempt(), Script.sleep(LONG));
        suspendable().suspend(run);
        executor().kill(run, grace());
        assertThat(awaitReportedEnd(run).exitCode()).isNotZero();
    }

    @Test
    @DisplayName("a frozen container is found frozen by the next server, and goes on there")
    void staysFrozenOverARestart() throws Exception {
        Run run = launch(newAttempt(), Script.sleep(LONG));
        suspendable().suspend(run);
        close(server());

        Server next = open(server().id());
        awaitObservation(next, withoutHandle(run), Observation.Suspended.class);
        ((SuspendableExecutor) next.executor()).resume(withoutHandle(run));
        awaitObservation(next, run, Observation.Running.class);
    }
}
