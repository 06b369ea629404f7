package org.godocker.store.jpa.internal.entity;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.godocker.spi.store.AccessTokenStore.AccessToken;
import org.godocker.spi.store.AccessTokenStore.Kind;

/** A row of {@code access_token}. No {@code toString}: it holds the hash of a secret. */
@Entity
@Table(name = "access_token")
public class AccessTokenEntity {

    @Id
    private String id;
    private String owner;
    private String kind;
    private String name;
    @Column(name = "secret_hash")
    private String secretHash;
    private long created;
    private Long expires;

    protected AccessTokenEntity() {
    }

    public AccessTokenEntity(AccessToken token) {
        id = token.id();
        owner = token.owner();
        kind = token.kind().name();
        name = token.name();
        secretHash = token.hash();
        created = InstantColumn.write(token.created());
        expires = InstantColumn.write(token.expires());
    }

    public AccessToken toToken() {
        return new AccessToken(id, owner, Kind.valueOf(kind), name, secretHash, InstantColumn.read(created), InstantColumn.read(expires));
    }
}
