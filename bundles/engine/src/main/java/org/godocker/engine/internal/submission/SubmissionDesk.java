package org.godocker.engine.internal.submission;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.godocker.api.error.ConflictException;
import org.godocker.api.error.LimitExceededException;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobSpec;
import org.godocker.engine.internal.config.EngineSettings;
import org.godocker.engine.internal.loop.EngineLoop;
import org.godocker.engine.internal.loop.Insertion;
import org.godocker.engine.internal.loop.Turn;
import org.godocker.engine.internal.plugin.PluginCallException;
import org.godocker.engine.internal.plugin.PluginCalls;
import org.godocker.engine.internal.plugin.Plugins;
import org.godocker.spi.quota.QuotaPolicy;
import org.godocker.spi.quota.QuotaSubmission;
import org.godocker.spi.quota.SubmissionVerdict;
import org.godocker.spi.store.SubmissionKey;

/**
 * Gives checked submissions their numbers and takes them in, one after another, so that quotas are exact and an
 * idempotency key is never used twice. Its state is confined to the engine thread.
 */
public final class SubmissionDesk {

    /** Longer than any submission can be on its way between the check in the database and its turn here. */
    private static final Duration KEYS_REMEMBERED = Duration.ofMinutes(10);

    /**
     * A checked submission.
     *
     * @param owner       login the jobs run as
     * @param specs       1 or more
     * @param key         idempotency key
     * @param fingerprint hash of what was submitted, for comparing repeats
     */
    public record Request(String owner, List<JobSpec> specs, Optional<String> key, String fingerprint) {
    }

    /**
     * The answer.
     *
     * @param jobs     accepted, on disk
     * @param repeated whether an earlier request with the same key brought them
     */
    public record Accepted(List<Job> jobs, boolean repeated) {
    }

    /** A submission on its way, which its sender may give up as long as its turn has not come. */
    public static final class Ticket {

        private final CompletableFuture<Accepted> result = new CompletableFuture<>();
        private final AtomicBoolean claimed = new AtomicBoolean();

        public CompletableFuture<Accepted> result() {
            return result;
        }

        /** Takes the submission back; false when its turn has come and only waiting for the result helps. */
        public boolean withdraw() {
            return claimed.compareAndSet(false, true);
        }
    }

    private record KeyName(String owner, String key) {
    }

    private record RecentKey(String fingerprint, CompletableFuture<List<Job>> jobs, Instant time) {
    }

    private final EngineLoop loop;
    private final Plugins plugins;
    private final PluginCalls calls;
    private final Supplier<EngineSettings> settings;
    private final Consumer<Job> accepted;
    private final Map<KeyName, RecentKey> recentKeys = new HashMap<>();
    private long nextNumber;

    /**
     * @param nextNumber number of the next job
     * @param accepted   told of each job that is on disk
     */
    public SubmissionDesk(EngineLoop loop, Plugins plugins, PluginCalls calls, Supplier<EngineSettings> settings,
            long nextNumber, Consumer<Job> accepted) {
        this.loop = loop;
        this.plugins = plugins;
        this.calls = calls;
        this.settings = settings;
        this.nextNumber = nextNumber;
        this.accepted = accepted;
    }

    /** Hands in a submission. Any thread; returns at once. */
    public Ticket submit(Request request) {
        Ticket ticket = new Ticket();
        loop.post(turn -> {
            if (ticket.withdraw()) {
                takeIn(turn, request, ticket.result());
            }
        });
        return ticket;
    }

    private void takeIn(Turn turn, Request request, CompletableFuture<Accepted> result) {
        Optional<RecentKey> earlier = request.key().map(key -> recentKeys.get(new KeyName(request.owner(), key)));
        if (earlier.isPresent()) {
            repeat(request, earlier.get(), result);
            return;
        }
        Optional<RuntimeException> refusal = refusal(turn, request);
        if (refusal.isPresent()) {
            result.completeExceptionally(refusal.get());
            return;
        }
        List<Job> jobs = new ArrayList<>(request.specs().size());
        for (JobSpec spec : request.specs()) {
            jobs.add(new Job(new JobId(nextNumber++), request.owner(), spec, turn.now(), JobProgress.submitted(turn.now()), 1));
        }
        CompletableFuture<List<Job>> onDisk = new CompletableFuture<>();
        Optional<SubmissionKey> key = request.key().map(k -> new SubmissionKey(request.owner(), k, request.fingerprint(),
                jobs.stream().map(Job::id).toList(), turn.now()));
        key.ifPresent(k -> recentKeys.put(new KeyName(k.owner(), k.key()), new RecentKey(k.fingerprint(), onDisk, turn.now())));
        onDisk.whenComplete((written, failure) -> {
            if (failure == null) {
                written.forEach(accepted);
                result.complete(new Accepted(written, false));
            } else {
                key.ifPresent(k -> recentKeys.remove(new KeyName(k.owner(), k.key())));
                result.completeExceptionally(failure);
            }
        });
        turn.insert(new Insertion(jobs, key, onDisk));
    }

    private static void repeat(Request request, RecentKey earlier, CompletableFuture<Accepted> result) {
        if (!earlier.fingerprint().equals(request.fingerprint())) {
            result.completeExceptionally(keyReused());
            return;
        }
        earlier.jobs().whenComplete((jobs, failure) -> {
            if (failure == null) {
                result.complete(new Accepted(jobs, true));
            } else {
                result.completeExceptionally(failure);
            }
        });
    }

    /** The refusal when an idempotency key comes again with something else. */
    public static ConflictException keyReused() {
        return new ConflictException("IDEMPOTENCY_KEY_REUSED",
                "This idempotency key came before with another submission; use a new key for a new submission");
    }

    private Optional<RuntimeException> refusal(Turn turn, Request request) {
        EngineSettings options = settings.get();
        QuotaSubmission submission = new QuotaSubmission(request.owner(), request.specs());
        for (String name : options.quotaPolicies()) {
            Optional<QuotaPolicy> policy = plugins.quotaPolicies().named(name);
            if (policy.isEmpty()) {
                return Optional.of(new LimitExceededException("QUOTA_POLICY_ABSENT", "Quota policy " + name
                        + " is named in the configuration but not installed, so nothing can be accepted; tell the administrator"));
            }
            try {
                SubmissionVerdict verdict = calls.call(policy.get(), options.policyTimeout(),
                        () -> policy.get().maySubmit(submission, turn));
                if (verdict instanceof SubmissionVerdict.Reject reject) {
                    return Optional.of(new LimitExceededException(reject.code(), reject.message()));
                }
            } catch (PluginCallException e) {
                return Optional.of(new LimitExceededException("QUOTA_POLICY_FAILED",
                        "Quota policy " + name + " gave no answer, so nothing can be accepted now; try again later"));
            }
        }
        return Optional.empty();
    }

    /** Forgets keys that can only come again by way of the database. On the engine thread. */
    public void forgetOldKeys(Instant now) {
        recentKeys.values().removeIf(key -> key.time().plus(KEYS_REMEMBERED).isBefore(now));
    }
}
