package org.godocker.executor.docker.internal.node;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.executor.docker.internal.config.ExecutorSettings;
import org.godocker.executor.docker.internal.engine.ContainerSpec;
import org.godocker.executor.docker.internal.engine.ContainerView;
import org.godocker.executor.docker.internal.engine.Engine;
import org.godocker.executor.docker.internal.engine.EngineException;
import org.godocker.executor.docker.internal.engine.EngineException.Kind;
import org.godocker.spi.executor.ExecutorException;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.spi.executor.LaunchResult;

/**
 * One launch, from the image to the started container. The rule above all: a container that may have been started is
 * never started again. A container that was made but not started by an earlier, perhaps dead, client cannot simply be
 * started, because that client's request may still be on its way inside the engine and a short job would then run
 * twice. {@link Unstarted} removes it first, after which a late request finds nothing to start.
 */
final class LaunchProcedure {

    private static final int ROUNDS = 6;
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(150);
    private static final Duration START_EVENT = Duration.ofMillis(500);

    private final String node;
    private final Engine engine;
    private final LaunchRequest request;
    private final ContainerSpec spec;
    private final ExecutorSettings settings;
    private final Launches.Launching launching;
    private final Unstarted unstarted;
    private final Ledger ledger;
    private final ImagePulls pulls;
    private final EndReports ends;
    private final Troubles troubles;
    private final Programs programs;
    private final Clock clock;
    private boolean mayBeRepeated;

    /** @param repeated whether an earlier call for the attempt ended without an answer */
    LaunchProcedure(NodeTools tools, Connection connection, LaunchRequest request, Launches.Launching launching, boolean repeated) {
        this.mayBeRepeated = repeated;
        this.node = tools.node();
        this.engine = connection.engine();
        this.request = request;
        this.settings = tools.settings().get();
        this.spec = LaunchMapping.spec(request, tools.names(), settings, connection.info());
        this.launching = launching;
        this.ledger = tools.ledger();
        this.unstarted = new Unstarted(engine, tools.names(), ledger, node, tools.patience());
        this.pulls = tools.pulls();
        this.ends = tools.ends();
        this.troubles = tools.troubles();
        this.programs = tools.programs();
        this.clock = tools.clock();
    }

    LaunchResult run() throws ExecutorException {
        boolean pulled = false;
        int broken = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            if (launching.calledOff()) {
                return refused(ReasonCode.LAUNCH_FAILED, "It was ended before it started");
            }
            Optional<LaunchResult> result;
            try {
                result = start(engine.create(spec));
            } catch (EngineException e) {
                if (e.imageMissing()) {
                    result = pulled ? Optional.of(imageMissing(e)) : pull();
                    pulled = true;
                } else if (e.answered(409)) {
                    result = settle(spec.name());
                } else if (e.kind() == Kind.UNCERTAIN && broken++ == 0 && !Thread.currentThread().isInterrupted()) {
                    // Making a container again is harmless: the name stands for one only.
                    mayBeRepeated = true;
                    result = Optional.empty();
                } else {
                    return notCreated(e);
                }
            }
            if (result.isPresent()) {
                return result.get();
            }
            pause();
        }
        throw new ExecutorException("Container " + spec.name() + " on node " + node
                + " comes and goes: somebody else makes and removes it at the same time");
    }

    private Optional<LaunchResult> start(String id) throws ExecutorException {
        if (launching.calledOff()) {
            return Optional.of(removeRefused(id, ReasonCode.LAUNCH_FAILED, "It was ended before it started"));
        }
        try {
            if (!programs.present(engine, id, spec.image(), spec.command().get(0))) {
                return Optional.of(removeRefused(id, ReasonCode.LAUNCH_FAILED, "Image " + spec.image() + " has no program "
                        + spec.command().get(0) + ", or it must not be run; use an image that has it"));
            }
            engine.start(id);
            troubles.over(request.attempt().job());
            return Optional.of(launched(id, ledger.find(id).flatMap(Trace::started).orElseGet(clock::instant)));
        } catch (EngineException e) {
            if (e.containerMissing() || e.answered(409)) {
                return Optional.empty();
            }
            if (e.blamesRequest()) {
                return Optional.of(removeRefused(id, ReasonCode.LAUNCH_FAILED, "The engine cannot start it: " + e.getMessage()));
            }
            return afterFailedStart(id, e);
        }
    }

    /** The event comes about when the answer does. Without it, the time before the start: a job never ends before it started. */
    private Instant whenStarted(String id, Instant asked) {
        try {
            return ledger.await(id, trace -> trace.started().isPresent(), START_EVENT).flatMap(Trace::started).orElse(asked);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return asked;
        }
    }

    /** The engine had trouble, or its answer was lost: the container itself tells whether it was started. */
    private Optional<LaunchResult> afterFailedStart(String id, EngineException cause) throws ExecutorException {
        if (Thread.currentThread().isInterrupted()) {
            throw unknown(cause);
        }
        try {
            Optional<LaunchResult> earlier = settle(id);
            if (earlier.isPresent() || cause.kind() != Kind.ANSWERED) {
                return earlier;
            }
        } catch (ExecutorException e) {
            e.addSuppressed(cause);
            throw e;
        }
        return Optional.of(troubles.isLasting(request.attempt().job(), cause.getMessage())
                ? refused(ReasonCode.LAUNCH_FAILED, "The engine cannot start it: " + cause.getMessage())
                : new LaunchResult.Postponed(Reason.of(ReasonCode.START_POSTPONED, "Node " + node + " could not start it this time: " + cause.getMessage())));
    }

    /** Looks at what is there already. @return empty when nothing is there any more, so that it may be made anew */
    private Optional<LaunchResult> settle(String ref) throws ExecutorException {
        Unstarted.Finding finding = unstarted.settle(ref, request.attempt());
        return switch (finding.kind()) {
            case GONE -> Optional.empty();
            case FOREIGN -> Optional.of(refused(ReasonCode.LAUNCH_FAILED, "A container named " + spec.name()
                    + " that is not of this job stands on node " + node + "; remove or rename it"));
            case STARTED -> {
                ContainerView view = finding.view().orElseThrow();
                if (view.ended()) {
                    ends.look(engine, view.id(), true);
                }
                yield Optional.of(launched(view.id(), view.started().orElseThrow()));
            }
            case RAN_AND_REMOVED -> {
                Trace trace = finding.trace().orElseThrow();
                yield Optional.of(launched(trace.id(), trace.started().orElseGet(clock::instant)));
            }
        };
    }

    private Optional<LaunchResult> pull() throws ExecutorException {
        try {
            pulls.pull(engine, node, request.image(), settings.pullTimeout());
            return Optional.empty();
        } catch (EngineException e) {
            Optional<LaunchResult> earlier = earlier(e);
            if (earlier.isPresent()) {
                return earlier;
            }
            return Optional.of(e.kind() == Kind.ANSWERED ? imageMissing(e) : postponed(e));
        }
    }

    /** The engine looks for the image first, so a container of an earlier call may stand there although the image is gone. */
    private Optional<LaunchResult> earlier(EngineException cause) throws ExecutorException {
        try {
            return settle(spec.name());
        } catch (ExecutorException e) {
            e.addSuppressed(cause);
            throw e;
        }
    }

    private LaunchResult notCreated(EngineException e) throws ExecutorException {
        if (e.blamesRequest()) {
            return refused(ReasonCode.LAUNCH_FAILED, "The engine cannot make its container: " + e.getMessage());
        }
        if (e.kind() == Kind.UNREACHABLE && !mayBeRepeated) {
            return postponed(e);
        }
        if (e.kind() != Kind.ANSWERED) {
            throw unknown(e);
        }
        Optional<LaunchResult> earlier = earlier(e);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        return troubles.isLasting(request.attempt().job(), e.getMessage())
                ? refused(ReasonCode.LAUNCH_FAILED, "The engine cannot make its container: " + e.getMessage())
                : new LaunchResult.Postponed(Reason.of(ReasonCode.START_POSTPONED, "Node " + node + " could not start it this time: " + e.getMessage()));
    }

    private LaunchResult removeRefused(String id, ReasonCode code, String words) throws ExecutorException {
        try {
            engine.remove(id, false);
        } catch (EngineException e) {
            if (e.answered(409)) {
                // It runs after all: somebody else started it.
                return settle(id).orElseGet(() -> refused(code, words));
            }
            if (!e.answered(404)) {
                throw unknown(e);
            }
        }
        return refused(code, words);
    }

    private LaunchResult launched(String id, Instant started) {
        return new LaunchResult.Launched(Observations.handle(id), started);
    }

    private LaunchResult imageMissing(EngineException e) {
        return refused(ReasonCode.IMAGE_NOT_FOUND, "Image " + request.image() + " is not on node " + node
                + " and cannot be pulled: " + e.getMessage() + ". Check its name, or have it loaded on the node.");
    }

    private LaunchResult postponed(EngineException e) {
        return new LaunchResult.Postponed(Reason.of(ReasonCode.EXECUTOR_UNREACHABLE, "Node " + node + ": " + e.getMessage()));
    }

    private static LaunchResult refused(ReasonCode code, String words) {
        return new LaunchResult.Refused(Reason.of(code, words));
    }

    private ExecutorException unknown(EngineException e) {
        return new ExecutorException("Whether container " + spec.name() + " on node " + node + " was started is not known: " + e.getMessage(), e);
    }

    private void pause() throws ExecutorException {
        try {
            Thread.sleep(BETWEEN_ROUNDS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutorException("The launch of " + spec.name() + " was interrupted", e);
        }
    }
}
