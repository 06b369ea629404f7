package org.godocker.store.jpa.internal.entity;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.godocker.api.job.HistoryEntry;
import org.godocker.api.job.JobState;
import org.godocker.api.job.JobStatus;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;

/** A row of {@code job_history}, for reading; rows are written by {@code JobWriter}. */
@Entity
@Table(name = "job_history")
@IdClass(HistoryKey.class)
public class HistoryEntity {

    @Id
    @Column(name = "job_id")
    private long jobId;
    @Id
    private long step;
    private int attempt;
    private String state;
    @Column(name = "state_time")
    private long stateTime;
    @Column(name = "reason_code")
    private String reasonCode;
    @Column(name = "reason_message")
    private String reasonMessage;
    @Column(name = "placement_executor")
    private String placementExecutor;
    @Column(name = "placement_node")
    private String placementNode;

    public HistoryEntry toEntry() {
        Reason reason = new Reason(ReasonCode.valueOf(reasonCode), reasonMessage);
        return new HistoryEntry(step, attempt, new JobStatus(JobState.valueOf(state), reason, InstantColumn.read(stateTime)),
                JobEntity.placement(placementExecutor, placementNode));
    }
}
