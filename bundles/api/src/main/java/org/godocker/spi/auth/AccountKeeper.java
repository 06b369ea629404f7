package org.godocker.spi.auth;

import java.util.List;
import java.util.Optional;
import org.godocker.api.user.NewUser;
import org.godocker.api.user.User;
import org.godocker.api.user.UserChange;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An auth provider that keeps its own accounts, so that administrators can manage them here. Called by the engine's
 * user service after it has checked that the caller may; refusals are {@link org.godocker.api.error.ServiceException}s.
 */
@ConsumerType
public interface AccountKeeper extends AuthProvider {

    /** All accounts by login. */
    List<User> accounts();

    Optional<User> account(String login);

    /**
     * @throws org.godocker.api.error.InvalidRequestException naming every field that breaks a rule
     * @throws org.godocker.api.error.ConflictException       {@code LOGIN_TAKEN} or {@code UID_TAKEN}
     */
    User create(NewUser user);

    /**
     * @throws org.godocker.api.error.NotFoundException when there is no such account
     * @throws org.godocker.api.error.ConflictException {@code LAST_ADMINISTRATOR} when no enabled administrator would be left
     */
    User change(String login, UserChange change);

    /**
     * @throws org.godocker.api.error.NotFoundException when there is no such account
     * @throws org.godocker.api.error.ConflictException {@code LAST_ADMINISTRATOR} when no enabled administrator would be left
     */
    void delete(String login);
}
