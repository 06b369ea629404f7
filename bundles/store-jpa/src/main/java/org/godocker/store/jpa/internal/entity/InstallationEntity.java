package org.godocker.store.jpa.internal.entity;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** The one row of {@code installation}. */
@Entity
@Table(name = "installation")
public class InstallationEntity {

    /** Key of the one row. */
    public static final short ONLY = 1;

    @Id
    private short id;
    @Column(name = "server_id")
    private String serverId;
    private long created;

    protected InstallationEntity() {
    }

    public InstallationEntity(String serverId, Instant created) {
        this.id = ONLY;
        this.serverId = serverId;
        this.created = InstantColumn.write(created);
    }

    public String serverId() {
        return serverId;
    }
}
