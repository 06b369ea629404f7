package org.godocker.spi.store;

import java.util.List;
import java.util.Optional;
import org.godocker.api.user.User;
import org.osgi.annotation.versioning.ConsumerType;

/** Accounts on disk, for the auth provider that keeps them. Called on any thread; all throw {@link StoreException}. */
@ConsumerType
public interface AccountStore {

    /** An account and the hash of its password. */
    record StoredAccount(User user, String passwordHash) {
        @Override
        public String toString() {
            return "StoredAccount[user=" + user + "]";
        }
    }

    /** All accounts by login. */
    List<User> list();

    Optional<StoredAccount> find(String login);

    Optional<User> findByUid(int uid);

    /** How many enabled administrators there are. */
    long countAdministrators();

    /** @throws StoreException of kind {@code DUPLICATE} when the login or the uid is taken */
    void insert(User user, String passwordHash);

    /**
     * Replaces an account; false when there is none.
     *
     * @param passwordHash empty leaves the password as it is
     * @param keepAdministrator when true, the change is refused with kind {@code STALE} if no enabled administrator would
     *                          be left; decided inside the transaction
     */
    boolean update(User user, Optional<String> passwordHash, boolean keepAdministrator);

    /** Removes an account; false when there is none. {@code keepAdministrator} as for {@link #update}. */
    boolean delete(String login, boolean keepAdministrator);
}
