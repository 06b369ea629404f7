package org.godocker.spi.auth;

import java.util.List;
import java.util.Optional;
import org.godocker.api.job.VolumeRequest;
import org.godocker.api.user.Identity;
import org.godocker.spi.Plugin;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says who a user is and what he may mount. Providers are asked in configured order; the first that knows a login is
 * the one that counts for it. Called by several engine threads at once, each call bounded in time (5 s by default).
 */
@ConsumerType
public interface AuthProvider extends Plugin {

    /**
     * Checks a password. Called for each login that is not held back for too many wrong ones.
     *
     * @param login    as the user typed it, unchecked
     * @param password never empty; not to be kept, logged or changed
     * @return never null. A provider must take about as long for an unknown login as for a wrong password
     * @throws AuthProviderException when the directory cannot be asked
     */
    Authentication authenticate(String login, char[] password) throws AuthProviderException;

    /**
     * Looks up who a user is. Called for each request's user (kept for a short while), at each submission and start.
     *
     * @return empty when the provider does not know the login, or the account may not be used any more
     * @throws AuthProviderException when the directory cannot be asked
     */
    Optional<Identity> identity(String login) throws AuthProviderException;

    /**
     * Says what a user gets of the volumes that a job asks for. Called at submission and again before the start.
     *
     * @param identity as this provider gave it
     * @param requests what the job asks for, by name, without repeats
     * @return all granted, perhaps with less access than asked for, or a refusal that names a volume
     */
    VolumeVerdict volumes(Identity identity, List<VolumeRequest> requests) throws AuthProviderException;
}
