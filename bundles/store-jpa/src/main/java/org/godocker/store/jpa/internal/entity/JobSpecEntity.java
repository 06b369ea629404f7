package org.godocker.store.jpa.internal.entity;

import java.time.Duration;
import javax.persistence.Basic;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.FetchType;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.ResourceRequest;

/** A row of {@code job_spec}, for reading; rows are written by {@code JobWriter}. */
@Entity
@Table(name = "job_spec")
public class JobSpecEntity {

    @Id
    @Column(name = "job_id")
    private long jobId;
    private String name;
    private String description;
    private String image;
    private boolean network;
    private boolean root;
    @Lob
    @Basic(fetch = FetchType.EAGER)
    private String details;
    @Lob
    @Basic(fetch = FetchType.LAZY)
    private String script;

    public long jobId() {
        return jobId;
    }

    /** Reads the script from the database when it has not been read yet. */
    public String script() {
        return script;
    }

    JobSpec toSpec(String project, ResourceRequest resources, Duration lifespan, String executor, String withScript) {
        SpecDetails more = SpecDetails.read(details);
        return new JobSpec(name, description, more.tags(), project, image, withScript, more.env(), resources, more.volumes(),
                lifespan, network, root, executor, more.options());
    }
}
