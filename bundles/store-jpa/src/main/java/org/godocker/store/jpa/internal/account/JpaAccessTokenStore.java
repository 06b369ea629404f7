package org.godocker.store.jpa.internal.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.persistence.Query;
import org.godocker.spi.store.AccessTokenStore;
import org.godocker.store.jpa.internal.database.Database;
import org.godocker.store.jpa.internal.entity.AccessTokenEntity;
import org.godocker.store.jpa.internal.entity.InstantColumn;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tokens and API keys in the database. */
@Component
public final class JpaAccessTokenStore implements AccessTokenStore {

    private final Database database;

    @Activate
    public JpaAccessTokenStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void insert(AccessToken token) {
        database.inTransaction("adding a token", entities -> {
            entities.persist(new AccessTokenEntity(token));
            return null;
        });
    }

    @Override
    public Optional<AccessToken> findByHash(String hash) {
        return database.inTransaction("reading a token", entities -> entities
                .createQuery("SELECT t FROM AccessTokenEntity t WHERE t.secretHash = :hash", AccessTokenEntity.class)
                .setParameter("hash", hash).getResultList().stream().findFirst().map(AccessTokenEntity::toToken));
    }

    @Override
    public List<AccessToken> list(String owner, Kind kind) {
        return database.inTransaction("listing tokens", entities -> entities
                .createQuery("SELECT t FROM AccessTokenEntity t WHERE t.owner = :owner AND t.kind = :kind ORDER BY t.created, t.id",
                        AccessTokenEntity.class)
                .setParameter("owner", owner).setParameter("kind", kind.name())
                .getResultList().stream().map(AccessTokenEntity::toToken).toList());
    }

    @Override
    public boolean delete(String owner, String id) {
        return database.inTransaction("removing a token", entities -> entities
                .createQuery("DELETE FROM AccessTokenEntity t WHERE t.owner = :owner AND t.id = :id")
                .setParameter("owner", owner).setParameter("id", id).executeUpdate()) > 0;
    }

    @Override
    public int deleteAll(String owner, Optional<Kind> kind) {
        return database.inTransaction("removing tokens", entities -> {
            Query query = entities.createQuery("DELETE FROM AccessTokenEntity t WHERE t.owner = :owner"
                    + (kind.isPresent() ? " AND t.kind = :kind" : "")).setParameter("owner", owner);
            kind.ifPresent(one -> query.setParameter("kind", one.name()));
            return query.executeUpdate();
        });
    }

    @Override
    public int deleteExpired(Instant before) {
        return database.inTransaction("removing expired tokens", entities -> entities
                .createQuery("DELETE FROM AccessTokenEntity t WHERE t.expires IS NOT NULL AND t.expires < :before")
                .setParameter("before", InstantColumn.write(before)).executeUpdate());
    }
}
