package org.godocker.store.jpa.internal.entity;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.godocker.api.job.Intent;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.JobState;
import org.godocker.api.job.JobStatus;
import org.godocker.api.job.Placement;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.api.job.ResourceRequest;
import org.godocker.api.job.ResourceUsage;

/** A row of {@code job}, for reading; rows are written by {@code JobWriter}. */
@Entity
@Table(name = "job")
public class JobEntity {

    @Id
    private long id;
    private String owner;
    private String project;
    private String state;
    // Not @Version: the engine counts, and the check stands in JobWriter's UPDATE.
    private long version;
    private long submitted;
    @Column(name = "cpu_millis")
    private long cpuMillis;
    @Column(name = "memory_bytes")
    private long memoryBytes;
    @Column(name = "lifespan_millis")
    private long lifespanMillis;
    @Column(name = "wanted_executor")
    private String wantedExecutor;
    private int attempt;
    @Column(name = "state_time")
    private long stateTime;
    @Column(name = "reason_code")
    private String reasonCode;
    @Column(name = "reason_message")
    private String reasonMessage;
    @Column(name = "intent_kind")
    private String intentKind;
    @Column(name = "intent_code")
    private String intentCode;
    @Column(name = "intent_message")
    private String intentMessage;
    @Column(name = "intent_time")
    private Long intentTime;
    @Column(name = "placement_executor")
    private String placementExecutor;
    @Column(name = "placement_node")
    private String placementNode;
    private String handle;
    private Long started;
    private Long ended;
    @Column(name = "exit_code")
    private Integer exitCode;
    @Column(name = "cpu_seconds")
    private Double cpuSeconds;
    @Column(name = "memory_peak")
    private Long memoryPeak;

    public long id() {
        return id;
    }

    public long version() {
        return version;
    }

    /** Job of this row and the row with what was submitted. @param script the script, or empty text to leave it out */
    public Job toJob(JobSpecEntity spec, String script) {
        JobSpec full = spec.toSpec(project, new ResourceRequest(cpuMillis, memoryBytes), Duration.ofMillis(lifespanMillis),
                wantedExecutor, script);
        return new Job(new JobId(id), owner, full, InstantColumn.read(submitted), progress(), version);
    }

    private JobProgress progress() {
        Reason reason = new Reason(ReasonCode.valueOf(reasonCode), reasonMessage);
        return new JobProgress(
                new JobStatus(JobState.valueOf(state), reason, InstantColumn.read(stateTime)),
                intent(),
                attempt,
                placement(placementExecutor, placementNode),
                Optional.ofNullable(handle),
                InstantColumn.read(started),
                InstantColumn.read(ended),
                exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode),
                cpuSeconds == null ? Optional.empty() : Optional.of(new ResourceUsage(cpuSeconds, memoryPeak)));
    }

    private Optional<Intent> intent() {
        return intentKind == null ? Optional.empty() : Optional.of(new Intent(Intent.Kind.valueOf(intentKind),
                new Reason(ReasonCode.valueOf(intentCode), intentMessage), InstantColumn.read(intentTime.longValue())));
    }

    static Optional<Placement> placement(String executor, String node) {
        return executor == null ? Optional.empty() : Optional.of(new Placement(executor, node));
    }
}
