package org.godocker.api.user;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Accounts managed here. Implemented by the engine, which hands the work to the auth provider that keeps accounts.
 * Everything but {@link #get} of oneself and {@link #changeOwnPassword} is for administrators
 * ({@link org.godocker.api.error.ForbiddenException} otherwise).
 */
@ProviderType
public interface UserService {

    /** All accounts by login. */
    List<User> list(Caller caller);

    /** One account; a caller may always see his own. Others do not exist for him. */
    User get(Caller caller, String login);

    /**
     * Makes an account.
     *
     * @throws org.godocker.api.error.InvalidRequestException naming every field that breaks a rule
     * @throws org.godocker.api.error.ConflictException       {@code LOGIN_TAKEN} or {@code UID_TAKEN}
     */
    User create(Caller caller, NewUser user);

    /**
     * Changes an account.
     *
     * @throws org.godocker.api.error.ConflictException {@code LAST_ADMINISTRATOR} when nobody would be left to administer
     */
    User change(Caller caller, String login, UserChange change);

    /**
     * Changes the caller's own password.
     *
     * @throws org.godocker.api.error.InvalidRequestException when the present password is wrong or the new one unfit
     */
    void changeOwnPassword(Caller caller, char[] present, char[] wanted);

    /**
     * Removes an account with its API keys and tokens. Its ended jobs keep their record.
     *
     * @throws org.godocker.api.error.ConflictException {@code LAST_ADMINISTRATOR}, or {@code LIVE_JOBS} while it has jobs
     *         that have not ended
     */
    void delete(Caller caller, String login);
}
