package org.godocker.api.user;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Proving who one is. Implemented by the engine, called by the REST interface for every request. */
@ProviderType
public interface SessionService {

    /**
     * Logs in with a password and gives a token.
     *
     * @param remoteAddress where the request came from, for slowing down repeated wrong passwords
     * @throws org.godocker.api.error.UnauthenticatedException when login or password are wrong, one message for both
     * @throws org.godocker.api.error.TooManyAttemptsException when there were too many wrong ones of late
     * @throws org.godocker.api.error.UnavailableException     when no auth provider can answer
     */
    IssuedToken login(String login, char[] password, String remoteAddress);

    /**
     * Who a token or an API key belongs to.
     *
     * @return empty when it is unknown, expired or revoked, or its user is gone or disabled
     */
    Optional<Caller> authenticate(String tokenOrKey);

    /** Ends a token; unknown ones are ignored. */
    void logout(String token);
}
