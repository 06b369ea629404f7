package org.godocker.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobSpec;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.Executor;
import org.godocker.spi.quota.QuotaPolicy;
import org.godocker.spi.scheduling.SchedulingPolicy;
import org.godocker.spi.watcher.Watcher;
import org.godocker.testkit.scripted.ScriptedExecutor;
import org.godocker.testkit.scripted.ScriptedWorld;
import org.godocker.testkit.store.InMemoryJobStore;
import org.godocker.testkit.store.StoreFaults;
import org.godocker.testkit.time.VirtualTime;

/**
 * A story about a whole engine, told on virtual time with pretended containers and a store in memory:
 *
 * <pre>{@code
 * Scenario story = Scenario.of(MyEngine::start).node("n1", 4, gib(8));
 * JobId job = story.submit(job().needing(2, gib(1)).running(minutes(5)));
 * story.advance(minutes(4));
 * story.crash();
 * story.expect(job).is(JobState.RUNNING);
 * story.advance(minutes(1));
 * story.expect(job).is(JobState.SUCCEEDED).startedOnce();
 * }</pre>
 *
 * <p>The engine starts with the first submission, so nodes and plugins come before. Not for use by several threads.
 */
public final class Scenario {

    private final EngineUnderTest.Factory factory;
    private final VirtualTime time = new VirtualTime();
    private final ScriptedWorld world = new ScriptedWorld(time.clock(), time.scheduler());
    private final List<SchedulingPolicy> policies = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final List<QuotaPolicy> quotas = new ArrayList<>();
    private final List<JobId> jobs = new ArrayList<>();
    private InMemoryJobStore store = new InMemoryJobStore();
    private ScriptedExecutor executor;
    private ScheduledExecutorService scheduler;
    private EngineUnderTest engine;

    private Scenario(EngineUnderTest.Factory factory) {
        this.factory = factory;
    }

    public static Scenario of(EngineUnderTest.Factory factory) {
        return new Scenario(factory);
    }

    public static Duration seconds(long count) {
        return Duration.ofSeconds(count);
    }

    public static Duration minutes(long count) {
        return Duration.ofMinutes(count);
    }

    public static Duration hours(long count) {
        return Duration.ofHours(count);
    }

    /** Bytes of that many GiB. */
    public static long gib(long count) {
        return count << 30;
    }

    // -- the setting

    /** Adds a node with that many cores and bytes. */
    public Scenario node(String name, int cpus, long memoryBytes) {
        world.node(name, cpus * 1_000L, memoryBytes);
        settle();
        return this;
    }

    public Scenario policy(SchedulingPolicy policy) {
        policies.add(policy);
        return this;
    }

    public Scenario watcher(Watcher watcher) {
        watchers.add(watcher);
        return this;
    }

    public Scenario quota(QuotaPolicy quota) {
        quotas.add(quota);
        return this;
    }

    // -- what happens

    public JobId submit(ScenarioJob job) {
        return submit(job, 1).get(0);
    }

    /** Submits the same job so many times in one call. */
    public List<JobId> submit(ScenarioJob job, int count) {
        List<JobSpec> specs = Collections.nCopies(count, job.spec());
        List<JobId> ids = engine().submit(job.owner(), specs);
        jobs.addAll(ids);
        settle();
        return ids;
    }

    public Scenario kill(JobId id) {
        engine().kill(id);
        settle();
        return this;
    }

    public Scenario advance(Duration step) {
        engine();
        time.advance(step);
        return this;
    }

    /** Lets time pass in steps until a moment, for stories in which something may happen at each step. */
    public Scenario advance(Duration total, Duration step, Runnable eachTime) {
        Instant end = time.now().plus(total);
        while (time.now().isBefore(end)) {
            advance(step);
            eachTime.run();
        }
        return this;
    }

    /** The server dies here and is started again: what was not on disk is forgotten, containers go on. */
    public Scenario crash() {
        engine();
        dies();
        engine();
        return this;
    }

    /** The server is stopped in good order and started again after a while. */
    public Scenario restart(Duration away) {
        engine().stop();
        settle();
        dies();
        time.advance(away);
        engine();
        return this;
    }

    /** Nothing of a dead process goes on, not even what it failed to close. */
    private void dies() {
        executor.close();
        scheduler.shutdownNow();
        store = store.crash();
        engine = null;
    }

    private EngineUnderTest engine() {
        if (engine == null) {
            executor = new ScriptedExecutor(world);
            scheduler = time.newScheduler();
            engine = factory.start(new EngineUnderTest.Surroundings(time, scheduler, store, List.<Executor>of(executor), policies,
                    watchers, quotas));
            settle();
        }
        return engine;
    }

    private void settle() {
        time.settle();
    }

    // -- what stands behind

    public VirtualTime time() {
        return time;
    }

    /** The nodes and containers, for faults and for looking behind the engine's back. */
    public ScriptedWorld world() {
        return world;
    }

    /** Faults of the store; a crash ends them. */
    public StoreFaults storeFaults() {
        return store.faults();
    }

    // -- what is expected

    public JobExpectation expect(JobId id) {
        Job job = engine().get(id);
        int attempt = job.progress().attempt();
        return new JobExpectation(job, engine().history(id), world.starts(new AttemptId(id, attempt)));
    }

    /** How many jobs of the story are in none but an ended state. */
    public long ended() {
        return jobs.stream().filter(id -> engine().get(id).state().isTerminal()).count();
    }

    /** Every job has ended, no attempt was started twice, and no container is left. */
    public void expectAllEndedOnce() {
        assertThat(jobs).allSatisfy(id -> assertThat(engine().get(id).state().isTerminal()).as("job %s has ended", id).isTrue());
        expectNothingStartedTwice();
        assertThat(world.present()).as("containers left").isEmpty();
    }

    public void expectNothingStartedTwice() {
        assertThat(world.starts()).allSatisfy((AttemptId attempt, Integer times) ->
                assertThat(times).as("starts of attempt %s", attempt).isOne());
    }

    /** How often each attempt was started. */
    public Map<AttemptId, Integer> starts() {
        return world.starts();
    }
}
