package org.godocker.api.user;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** API keys of a user: made by himself or by an administrator for him. Implemented by the engine. */
@ProviderType
public interface ApiKeyService {

    /**
     * Makes a key.
     *
     * @param owner    login it acts for: the caller's own unless he is an administrator
     * @param name     1 to 100 characters
     * @param lifetime how long it works; empty for ever
     * @throws org.godocker.api.error.NotFoundException when the owner is not known to any auth provider
     * @throws org.godocker.api.error.ConflictException {@code TOO_MANY_KEYS} when the owner has as many as allowed
     */
    IssuedApiKey issue(Caller caller, String owner, String name, Optional<Duration> lifetime);

    /** The owner's keys, oldest first, without secrets. */
    List<ApiKey> list(Caller caller, String owner);

    /** Ends a key. */
    void revoke(Caller caller, String owner, String id);
}
