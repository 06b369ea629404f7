package org.godocker.engine.internal.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.godocker.api.error.ForbiddenException;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.ServiceException;
import org.godocker.api.error.StorageFullException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.error.Violation;
import org.godocker.api.job.JobService.Submitted;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.JobSubmission;
import org.godocker.api.job.MemorySize;
import org.godocker.api.job.ResourceRequest;
import org.godocker.api.node.NodeView;
import org.godocker.api.user.Caller;
import org.godocker.api.user.Identity;
import org.godocker.engine.internal.account.AuthDirectory;
import org.godocker.engine.internal.config.EngineSettings;
import org.godocker.engine.internal.core.EngineCore;
import org.godocker.engine.internal.submission.Fingerprint;
import org.godocker.engine.internal.submission.SubmissionDesk;
import org.godocker.engine.internal.submission.SubmissionRules;
import org.godocker.spi.auth.VolumeVerdict;
import org.godocker.spi.store.JobStore;
import org.godocker.spi.store.StoreException;
import org.godocker.spi.store.SubmissionKey;

/** The way of a submission from a caller to the engine: everything that can be refused is refused here, early. */
final class Submissions {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final EngineCore core;
    private final JobStore store;
    private final LifespanRange lifespans;
    private final AuthDirectory users;
    private final Supplier<EngineSettings> settings;
    private final Runnable requireRoom;

    Submissions(EngineCore core, JobStore store, LifespanRange lifespans, AuthDirectory users,
            Supplier<EngineSettings> settings, Runnable requireRoom) {
        this.core = core;
        this.store = store;
        this.lifespans = lifespans;
        this.users = users;
        this.settings = settings;
        this.requireRoom = requireRoom;
    }

    Submitted submit(Caller caller, String owner, List<JobSubmission> submissions, Optional<String> key) {
        if (!caller.administrator() && !caller.login().equals(owner)) {
            throw new ForbiddenException("Only administrators submit for other users");
        }
        checkNumber(submissions);
        key.filter(k -> !KEY.matcher(k).matches()).ifPresent(k -> {
            throw InvalidRequestException.of("Idempotency-Key", "form", "must have 1 to 200 visible ASCII characters");
        });
        String fingerprint = key.isPresent() ? Fingerprint.of(submissions) : "";
        Optional<Submitted> repeated = key.flatMap(k -> repeated(owner, k, fingerprint));
        if (repeated.isPresent()) {
            return repeated.get();
        }
        refuseWhileTroubled();
        Identity identity = users.identity(owner).orElseThrow(
                () -> InvalidRequestException.of("owner", "known", "there is no user " + owner + ", or the account may not be used"));
        List<JobSpec> specs = SubmissionRules.check(submissions, limits());
        checkVolumes(identity, specs);
        checkSizes(specs);
        requireRoom.run();
        SubmissionDesk.Ticket ticket = core.submissions().submit(new SubmissionDesk.Request(owner, specs, key, fingerprint));
        SubmissionDesk.Accepted accepted = await(ticket);
        return new Submitted(accepted.jobs(), accepted.repeated());
    }

    private void checkNumber(List<JobSubmission> submissions) {
        if (submissions.isEmpty()) {
            throw InvalidRequestException.of("", "not-empty", "there is no job in the submission");
        }
        int most = settings.get().maximumJobsPerCall();
        if (submissions.size() > most) {
            throw InvalidRequestException.of("", "max-items", "at most " + most + " jobs in one call");
        }
    }

    private Optional<Submitted> repeated(String owner, String key, String fingerprint) {
        try {
            Optional<SubmissionKey> earlier = store.findSubmission(owner, key);
            if (earlier.isEmpty()) {
                return Optional.empty();
            }
            if (!earlier.get().fingerprint().equals(fingerprint)) {
                throw SubmissionDesk.keyReused();
            }
            return Optional.of(new Submitted(earlier.get().jobs().stream().flatMap(id -> store.find(id).stream()).toList(), true));
        } catch (StoreException e) {
            throw JobVisibility.unavailable(e);
        }
    }

    private void refuseWhileTroubled() {
        core.trouble().ifPresent(e -> {
            throw refusal(e);
        });
    }

    private static ServiceException refusal(StoreException e) {
        return e.kind() == StoreException.Kind.FULL
                ? new StorageFullException("The disk under the database is full; nothing is accepted until there is room", e)
                : JobVisibility.unavailable(e);
    }

    private SubmissionRules.Limits limits() {
        EngineSettings options = settings.get();
        LifespanRange.Limits range = lifespans.forSubmissions();
        return new SubmissionRules.Limits(Set.copyOf(options.executors()), range.byDefault(), range.maximum(), options.defaultCpuMillis(), options.defaultMemory(),
                options.allowRoot(), options.maximumScriptSize());
    }

    private void checkVolumes(Identity identity, List<JobSpec> specs) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            if (specs.get(i).volumes().isEmpty()) {
                continue;
            }
            VolumeVerdict verdict = users.volumes(identity.login(), specs.get(i).volumes());
            if (verdict instanceof VolumeVerdict.Refused refused) {
                List<String> names = specs.get(i).volumes().stream().map(v -> v.name()).toList();
                String field = "volumes[" + Math.max(0, names.indexOf(refused.volume())) + "].name";
                violations.add(indexed(new Violation(field, "granted", refused.message()), i, specs.size()));
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
    }

    /** With no node known yet nobody can say what is too large: then jobs are accepted and wait. */
    private void checkSizes(List<JobSpec> specs) {
        List<NodeView> nodes = core.view().nodes();
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            JobSpec spec = specs.get(i);
            List<NodeView> candidates = nodes.stream()
                    .filter(n -> spec.executor().isEmpty() || n.executor().equals(spec.executor()))
                    .filter(n -> n.cpuMillis() > 0 && n.memoryBytes() > 0).toList();
            ResourceRequest wanted = spec.resources();
            boolean fits = candidates.isEmpty() || candidates.stream()
                    .anyMatch(n -> n.cpuMillis() >= wanted.cpuMillis() && n.memoryBytes() >= wanted.memoryBytes());
            if (!fits) {
                violations.add(indexed(tooLarge(wanted, candidates), i, specs.size()));
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidRequestException("REJECTED", violations);
        }
    }

    private static Violation tooLarge(ResourceRequest wanted, List<NodeView> nodes) {
        boolean cpus = nodes.stream().noneMatch(n -> n.cpuMillis() >= wanted.cpuMillis());
        String largest = String.join(" or ", nodes.stream()
                .map(n -> new ResourceRequest(n.cpuMillis(), n.memoryBytes()))
                .distinct()
                .filter(r -> nodes.stream().noneMatch(n -> n.cpuMillis() >= r.cpuMillis() && n.memoryBytes() >= r.memoryBytes()
                        && (n.cpuMillis() > r.cpuMillis() || n.memoryBytes() > r.memoryBytes())))
                .limit(3)
                .map(r -> r.cpus().toPlainString() + " cpus with " + MemorySize.format(r.memoryBytes()) + " (" + r.memoryBytes() + " bytes) of memory")
                .toList());
        return new Violation(cpus ? "cpus" : "memory", "fits-a-node",
                "no node can ever give this much; the largest that would fit is " + largest);
    }

    private static Violation indexed(Violation violation, int index, int of) {
        return of == 1 ? violation : violation.within("[" + index + "]");
    }

    private SubmissionDesk.Accepted await(SubmissionDesk.Ticket ticket) {
        try {
            return ticket.result().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (ticket.withdraw()) {
                refuseWhileTroubled();
                throw new UnavailableException("The server is too busy to take the submission; nothing was accepted, try again later", e);
            }
            throw new UnavailableException("Whether the submission was accepted is not known yet; look at the job list before trying again, "
                    + "or repeat it with the same Idempotency-Key", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("The server is stopping", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof StoreException store) {
            return refusal(store);
        }
        return cause instanceof ServiceException service ? service
                : new UnavailableException("The submission could not be taken", cause);
    }
}
