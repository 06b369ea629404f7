package org.godocker.store.jpa.internal.account;

import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.godocker.api.user.User;
import org.godocker.spi.store.AccountStore;
import org.godocker.spi.store.StoreException;
import org.godocker.spi.store.StoreException.Kind;
import org.godocker.store.jpa.internal.database.Database;
import org.godocker.store.jpa.internal.entity.AccountEntity;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Accounts in the database. Changes come one after the other: they are rare, and the rules look at other rows. */
@Component
public final class JpaAccountStore implements AccountStore {

    private final Database database;

    @Activate
    public JpaAccountStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<User> list() {
        return database.inTransaction("listing accounts", entities -> entities
                .createQuery("SELECT a FROM AccountEntity a ORDER BY a.login", AccountEntity.class)
                .getResultList().stream().map(AccountEntity::toUser).toList());
    }

    @Override
    public Optional<StoredAccount> find(String login) {
        return database.inTransaction("reading an account", entities -> Optional
                .ofNullable(entities.find(AccountEntity.class, login)).map(AccountEntity::toStoredAccount));
    }

    @Override
    public Optional<User> findByUid(int uid) {
        return database.inTransaction("reading an account", entities -> withUid(entities, uid).map(AccountEntity::toUser));
    }

    private static Optional<AccountEntity> withUid(EntityManager entities, int uid) {
        return entities.createQuery("SELECT a FROM AccountEntity a WHERE a.uid = :uid", AccountEntity.class)
                .setParameter("uid", uid).getResultList().stream().findFirst();
    }

    @Override
    public long countAdministrators() {
        return database.inTransaction("counting administrators", entities -> entities
                .createQuery("SELECT COUNT(a) FROM AccountEntity a WHERE a.administrator = TRUE AND a.enabled = TRUE", Long.class)
                .getSingleResult());
    }

    @Override
    public void insert(User user, String passwordHash) {
        database.inTransaction("adding an account", entities -> {
            lock(entities);
            if (entities.find(AccountEntity.class, user.login()) != null) {
                throw new StoreException(Kind.DUPLICATE, "login " + user.login() + " is taken", null);
            }
            checkUid(entities, user);
            entities.persist(new AccountEntity(user, passwordHash));
            return null;
        });
    }

    @Override
    public boolean update(User user, Optional<String> passwordHash, boolean keepAdministrator) {
        return database.inTransaction("changing an account", entities -> {
            lock(entities);
            AccountEntity account = entities.find(AccountEntity.class, user.login());
            if (account == null) {
                return false;
            }
            checkUid(entities, user);
            checkAdministratorLeft(entities, user.login(), user.enabled() && user.identity().administrator(), keepAdministrator);
            account.write(user);
            passwordHash.ifPresent(account::setPasswordHash);
            return true;
        });
    }

    @Override
    public boolean delete(String login, boolean keepAdministrator) {
        return database.inTransaction("removing an account", entities -> {
            lock(entities);
            AccountEntity account = entities.find(AccountEntity.class, login);
            if (account == null) {
                return false;
            }
            checkAdministratorLeft(entities, login, false, keepAdministrator);
            entities.remove(account);
            return true;
        });
    }

    /** Until the transaction ends nobody else changes accounts; the statement is the same on every supported database. */
    private static void lock(EntityManager entities) {
        entities.createNativeQuery("LOCK TABLE account IN EXCLUSIVE MODE").executeUpdate();
    }

    private static void checkUid(EntityManager entities, User user) {
        withUid(entities, user.identity().uid()).filter(other -> !other.login().equals(user.login())).ifPresent(other -> {
            throw new StoreException(Kind.DUPLICATE, "uid " + user.identity().uid() + " is taken by " + other.login(), null);
        });
    }

    private static void checkAdministratorLeft(EntityManager entities, String login, boolean stays, boolean keepAdministrator) {
        if (!keepAdministrator || stays) {
            return;
        }
        long others = entities.createQuery("SELECT COUNT(a) FROM AccountEntity a"
                + " WHERE a.administrator = TRUE AND a.enabled = TRUE AND a.login <> :login", Long.class)
                .setParameter("login", login).getSingleResult();
        if (others == 0) {
            throw new StoreException(Kind.STALE, "no enabled administrator would be left", null);
        }
    }
}
