package org.godocker.store.jpa.internal.entity;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Lob;
import javax.persistence.Table;
import org.godocker.api.job.JobId;
import org.godocker.spi.store.SubmissionKey;

/** A row of {@code submission}, for reading; rows are written by {@code JobWriter}. */
@Entity
@Table(name = "submission")
@IdClass(SubmissionId.class)
public class SubmissionEntity {

    @Id
    private String owner;
    @Id
    @Column(name = "submission_key")
    private String key;
    private String fingerprint;
    @Lob
    @Column(name = "job_ids")
    private String jobIds;
    private long created;

    public SubmissionKey toKey() {
        return new SubmissionKey(owner, key, fingerprint, readIds(jobIds), InstantColumn.read(created));
    }

    /** Column {@code job_ids}: numbers parted by commas. */
    public static String writeIds(List<JobId> ids) {
        return ids.stream().map(JobId::toString).collect(Collectors.joining(","));
    }

    private static List<JobId> readIds(String text) {
        return text.isEmpty() ? List.of() : Stream.of(text.split(",")).map(JobId::parse).toList();
    }
}
