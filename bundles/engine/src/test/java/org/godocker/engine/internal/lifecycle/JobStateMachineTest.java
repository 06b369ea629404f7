package org.godocker.engine.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.godocker.api.job.JobState.FAILED;
import static org.godocker.api.job.JobState.KILLED;
import static org.godocker.api.job.JobState.LOST;
import static org.godocker.api.job.JobState.PENDING;
import static org.godocker.api.job.JobState.REJECTED;
import static org.godocker.api.job.JobState.RUNNING;
import static org.godocker.api.job.JobState.STARTING;
import static org.godocker.api.job.JobState.SUCCEEDED;
import static org.godocker.api.job.JobState.SUSPENDED;
import static org.godocker.engine.internal.lifecycle.Decision.Verdict.CHANGED;
import static org.godocker.engine.internal.lifecycle.Decision.Verdict.IGNORED;
import static org.godocker.engine.internal.lifecycle.Decision.Verdict.REFUSED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.godocker.api.job.Intent;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobState;
import org.godocker.api.job.JobStatus;
import org.godocker.api.job.Placement;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.api.job.ResourceUsage;
import org.godocker.engine.internal.lifecycle.Decision.Verdict;
import org.godocker.spi.executor.RunOutcome;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every situation against every input: what is not expected to change a job must leave it alone. */
class JobStateMachineTest {

    private static final int ATTEMPT = 2;
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Instant BEFORE = NOW.minusSeconds(60);
    private static final Placement PLACE = new Placement("docker", "n1");
    private static final Reason CAUSE = Reason.of(ReasonCode.KILLED_BY_OWNER, "asked for");
    private static final Reason WHY = Reason.of(ReasonCode.LAUNCH_FAILED, "no such command");

    /** A state together with the wish that is under way; what a job can be as far as decisions go. */
    private record Situation(JobState state, Optional<Intent.Kind> wish) {

        @Override
        public String toString() {
            return state + wish.map(w -> "+" + w).orElse("");
        }
    }

    private record Expected(Verdict verdict, List<JobState> steps, Optional<Intent.Kind> wish, List<JobEffect> effects) {
    }

    private static final List<Situation> SITUATIONS = situations();
    private static final Map<String, JobInput> INPUTS = inputs();
    private static final Map<String, Expected> CHANGES = changes();

    private static List<Situation> situations() {
        List<Situation> all = new ArrayList<>();
        for (JobState state : JobState.values()) {
            all.add(new Situation(state, Optional.empty()));
            if (state.holdsCapacity()) {
                all.add(new Situation(state, Optional.of(Intent.Kind.KILL)));
            }
        }
        all.add(new Situation(RUNNING, Optional.of(Intent.Kind.SUSPEND)));
        all.add(new Situation(SUSPENDED, Optional.of(Intent.Kind.RESUME)));
        return all;
    }

    private static Map<String, JobInput> inputs() {
        Map<String, JobInput> all = new HashMap<>();
        all.put("Start", new JobInput.Start(PLACE));
        all.put("Launched", new JobInput.Launched(ATTEMPT, Optional.of("1:abc"), NOW));
        all.put("LaunchRefused", new JobInput.LaunchRefused(ATTEMPT, WHY));
        all.put("LaunchPostponed", new JobInput.LaunchPostponed(ATTEMPT, Reason.of(ReasonCode.START_POSTPONED, "")));
        all.put("Ended0", new JobInput.Ended(ATTEMPT, outcome(0, false)));
        all.put("Ended3", new JobInput.Ended(ATTEMPT, outcome(3, false)));
        all.put("EndedOom", new JobInput.Ended(ATTEMPT, outcome(137, true)));
        all.put("NotStarted", new JobInput.NotStarted(ATTEMPT));
        all.put("Vanished", new JobInput.Vanished(ATTEMPT));
        all.put("Suspended", new JobInput.Suspended(ATTEMPT));
        all.put("Resumed", new JobInput.Resumed(ATTEMPT));
        all.put("RequestKill", new JobInput.RequestKill(CAUSE));
        all.put("RequestSuspend", new JobInput.RequestSuspend(CAUSE));
        all.put("RequestResume", new JobInput.RequestResume(CAUSE));
        all.put("Reject", new JobInput.Reject(Reason.of(ReasonCode.REJECTED_BY_QUOTA, "never")));
        return all;
    }

    private static RunOutcome outcome(int exitCode, boolean outOfMemory) {
        return new RunOutcome(exitCode, outOfMemory, Optional.of(BEFORE), NOW, new ResourceUsage(1, 2));
    }

    /** All that may change a job. What is not here must be ignored, or refused when it is a request that does not fit. */
    private static Map<String, Expected> changes() {
        Map<String, Expected> c = new HashMap<>();
        c.put("PENDING/Start", changed(List.of(STARTING), JobEffect.LAUNCH));
        c.put("PENDING/RequestKill", changed(List.of(KILLED)));
        c.put("PENDING/Reject", changed(List.of(REJECTED)));

        c.put("STARTING/Launched", changed(List.of(RUNNING), JobEffect.WATCH));
        c.put("STARTING/LaunchRefused", changed(List.of(FAILED), JobEffect.RELEASE_CONTAINER));
        c.put("STARTING/LaunchPostponed", changed(List.of(PENDING)));
        c.put("STARTING/NotStarted", changed(List.of(), JobEffect.LAUNCH));
        c.put("STARTING/Vanished", changed(List.of(), JobEffect.LAUNCH));
        c.put("STARTING/RequestKill", wishing(Intent.Kind.KILL, JobEffect.KILL_CONTAINER));

        c.put("STARTING+KILL/Launched", new Expected(CHANGED, List.of(RUNNING), Optional.of(Intent.Kind.KILL),
                List.of(JobEffect.KILL_CONTAINER, JobEffect.WATCH)));
        c.put("STARTING+KILL/LaunchRefused", changed(List.of(FAILED), JobEffect.RELEASE_CONTAINER));
        c.put("STARTING+KILL/LaunchPostponed", changed(List.of(KILLED), JobEffect.RELEASE_CONTAINER));
        c.put("STARTING+KILL/NotStarted", changed(List.of(KILLED), JobEffect.RELEASE_CONTAINER));
        c.put("STARTING+KILL/Vanished", changed(List.of(KILLED), JobEffect.RELEASE_CONTAINER));

        for (String from : List.of("STARTING", "RUNNING", "RUNNING+SUSPEND", "SUSPENDED", "SUSPENDED+RESUME")) {
            List<JobState> first = from.equals("STARTING") ? List.of(RUNNING) : List.of();
            c.put(from + "/Ended0", ended(first, SUCCEEDED));
            c.put(from + "/Ended3", ended(first, FAILED));
            c.put(from + "/EndedOom", ended(first, FAILED));
        }
        for (String from : List.of("STARTING+KILL", "RUNNING+KILL", "SUSPENDED+KILL")) {
            List<JobState> first = from.startsWith("STARTING") ? List.of(RUNNING) : List.of();
            Stream.of("Ended0", "Ended3", "EndedOom").forEach(end -> c.put(from + "/" + end, ended(first, KILLED)));
        }
        for (String from : List.of("RUNNING", "RUNNING+SUSPEND", "SUSPENDED", "SUSPENDED+RESUME")) {
            c.put(from + "/Vanished", ended(List.of(), LOST));
            c.put(from + "/RequestKill", wishing(Intent.Kind.KILL, JobEffect.KILL_CONTAINER));
        }
        c.put("RUNNING+KILL/Vanished", ended(List.of(), KILLED));
        c.put("SUSPENDED+KILL/Vanished", ended(List.of(), KILLED));

        c.put("RUNNING/RequestSuspend", wishing(Intent.Kind.SUSPEND, JobEffect.SUSPEND_CONTAINER));
        c.put("SUSPENDED/RequestResume", wishing(Intent.Kind.RESUME, JobEffect.RESUME_CONTAINER));
        c.put("RUNNING/Suspended", changed(List.of(SUSPENDED)));
        c.put("RUNNING+SUSPEND/Suspended", changed(List.of(SUSPENDED)));
        c.put("RUNNING+KILL/Suspended", new Expected(CHANGED, List.of(SUSPENDED), Optional.of(Intent.Kind.KILL), List.of()));
        c.put("SUSPENDED/Resumed", changed(List.of(RUNNING)));
        c.put("SUSPENDED+RESUME/Resumed", changed(List.of(RUNNING)));
        c.put("SUSPENDED+KILL/Resumed", new Expected(CHANGED, List.of(RUNNING), Optional.of(Intent.Kind.KILL), List.of()));

        for (JobState state : JobState.values()) {
            if (state.isTerminal()) {
                c.put(state + "/RequestKill", refused());
            }
            if (state != RUNNING && state != SUSPENDED) {
                c.put(state + "/RequestSuspend", refused());
                c.put(state + "/RequestResume", refused());
            }
        }
        for (String killed : List.of("STARTING+KILL", "RUNNING+KILL", "SUSPENDED+KILL")) {
            c.put(killed + "/RequestSuspend", refused());
            c.put(killed + "/RequestResume", refused());
        }
        c.put("RUNNING+SUSPEND/RequestResume", refused());
        c.put("SUSPENDED+RESUME/RequestSuspend", refused());
        return c;
    }

    private static Expected changed(List<JobState> steps, JobEffect... effects) {
        return new Expected(CHANGED, steps, Optional.empty(), Arrays.asList(effects));
    }

    private static Expected wishing(Intent.Kind wish, JobEffect... effects) {
        return new Expected(CHANGED, List.of(), Optional.of(wish), Arrays.asList(effects));
    }

    private static Expected ended(List<JobState> before, JobState end) {
        List<JobState> steps = new ArrayList<>(before);
        steps.add(end);
        return changed(steps, JobEffect.UNWATCH, JobEffect.RELEASE_CONTAINER);
    }

    private static Expected refused() {
        return new Expected(REFUSED, List.of(), Optional.empty(), List.of());
    }

    private static JobProgress job(Situation situation) {
        JobState state = situation.state();
        boolean placed = state.holdsCapacity();
        return new JobProgress(new JobStatus(state, Reason.of(ReasonCode.QUEUED, "as it was"), BEFORE),
                situation.wish().map(w -> new Intent(w, CAUSE, BEFORE)), ATTEMPT,
                placed ? Optional.of(PLACE) : Optional.empty(), Optional.empty(),
                state == RUNNING || state == SUSPENDED ? Optional.of(BEFORE) : Optional.empty(),
                state.isTerminal() ? Optional.of(BEFORE) : Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    @TestFactory
    Stream<DynamicTest> everySituationHasAnAnswerToEveryInput() {
        return SITUATIONS.stream().flatMap(situation -> INPUTS.entrySet().stream().map(input -> {
            String name = situation + "/" + input.getKey();
            return DynamicTest.dynamicTest(name, () -> check(situation, input.getValue(), CHANGES.get(name)));
        }));
    }

    private static void check(Situation situation, JobInput input, Expected expected) {
        JobProgress before = job(situation);
        Decision decision = JobStateMachine.decide(before, input, NOW);
        if (expected == null || expected.verdict() == REFUSED) {
            assertThat(decision.verdict()).isEqualTo(expected == null ? IGNORED : REFUSED);
            assertThat(decision.progress()).isSameAs(before);
            assertThat(decision.steps()).isEmpty();
            assertThat(decision.effects()).isEmpty();
            return;
        }
        assertThat(decision.verdict()).isEqualTo(CHANGED);
        assertThat(decision.steps()).extracting(JobStatus::state).containsExactlyElementsOf(expected.steps());
        assertThat(decision.progress().intent().map(Intent::kind)).isEqualTo(expected.wish());
        assertThat(decision.effects()).containsExactlyElementsOf(expected.effects());
        if (!decision.steps().isEmpty()) {
            assertThat(decision.progress().status()).isEqualTo(decision.steps().get(decision.steps().size() - 1));
        }
        if (decision.progress().state().isTerminal()) {
            assertThat(decision.progress().ended()).isPresent();
            assertThat(decision.progress().intent()).isEmpty();
        }
    }

    @Test
    void everyExpectationSpeaksOfASituationAndAnInputThatExist() {
        List<String> pairs = SITUATIONS.stream().flatMap(s -> INPUTS.keySet().stream().map(i -> s + "/" + i)).toList();
        assertThat(pairs).containsAll(CHANGES.keySet());
    }

    @TestFactory
    Stream<DynamicTest> reportsOfAnotherAttemptAreIgnored() {
        JobProgress running = job(new Situation(RUNNING, Optional.empty()));
        JobProgress starting = job(new Situation(STARTING, Optional.empty()));
        List<JobInput> reports = List.of(new JobInput.Launched(1, Optional.empty(), NOW), new JobInput.LaunchRefused(1, WHY),
                new JobInput.LaunchPostponed(1, WHY), new JobInput.Ended(1, outcome(0, false)), new JobInput.NotStarted(1),
                new JobInput.Vanished(1), new JobInput.Suspended(1), new JobInput.Resumed(1));
        return reports.stream().flatMap(report -> Stream.of(running, starting).map(job -> DynamicTest.dynamicTest(
                job.state() + " " + report.getClass().getSimpleName(),
                () -> assertThat(JobStateMachine.decide(job, report, NOW).verdict()).isEqualTo(IGNORED))));
    }

    @Test
    void endTellsExitCodeUsageAndTimes() {
        JobProgress end = JobStateMachine.decide(job(new Situation(STARTING, Optional.empty())),
                new JobInput.Ended(ATTEMPT, outcome(3, false)), NOW).progress();
        assertThat(end.exitCode()).hasValue(3);
        assertThat(end.started()).contains(BEFORE);
        assertThat(end.ended()).contains(NOW);
        assertThat(end.usage()).contains(new ResourceUsage(1, 2));
        assertThat(end.status().reason().code()).isEqualTo(ReasonCode.EXIT_CODE);
    }

    @Test
    void outOfMemoryIsTheCauseUnlessSomebodyKilledIt() {
        JobInput end = new JobInput.Ended(ATTEMPT, outcome(137, true));
        assertThat(JobStateMachine.decide(job(new Situation(RUNNING, Optional.empty())), end, NOW)
                .progress().status().reason().code()).isEqualTo(ReasonCode.OUT_OF_MEMORY);
        assertThat(JobStateMachine.decide(job(new Situation(RUNNING, Optional.of(Intent.Kind.KILL))), end, NOW)
                .progress().status().reason()).isEqualTo(CAUSE);
    }

    @Test
    void postponedStartIsANewAttempt() {
        JobProgress next = JobStateMachine.decide(job(new Situation(STARTING, Optional.empty())),
                new JobInput.LaunchPostponed(ATTEMPT, Reason.of(ReasonCode.EXECUTOR_UNREACHABLE, "gone")), NOW).progress();
        assertThat(next.attempt()).isEqualTo(ATTEMPT + 1);
        assertThat(next.placement()).isEmpty();
        assertThat(next.status().reason().code()).isEqualTo(ReasonCode.EXECUTOR_UNREACHABLE);
    }

    @Test
    void effectsComeInTheirOrder() {
        Decision decision = Decision.changed(job(new Situation(RUNNING, Optional.empty())), List.of(),
                JobEffect.RELEASE_CONTAINER, JobEffect.UNWATCH);
        assertThat(decision.effects()).containsExactly(JobEffect.UNWATCH, JobEffect.RELEASE_CONTAINER);
    }
}
