package org.godocker.engine.internal.account;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.godocker.api.error.ConflictException;
import org.godocker.api.error.ForbiddenException;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.error.Violation;
import org.godocker.api.user.ApiKey;
import org.godocker.api.user.ApiKeyService;
import org.godocker.api.user.Caller;
import org.godocker.api.user.IssuedApiKey;
import org.godocker.engine.internal.config.EngineConfiguration;
import org.godocker.spi.store.AccessTokenStore.AccessToken;
import org.godocker.spi.store.AccessTokenStore.Kind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** API keys, of whatever auth provider's users. */
@Component(service = ApiKeyService.class)
public final class ApiKeys implements ApiKeyService {

    private static final int LONGEST_NAME = 100;
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(3650);

    private final AccessTokens tokens;
    private final AuthDirectory directory;
    private final IntSupplier maximum;

    @Activate
    public ApiKeys(@Reference AccessTokens tokens, @Reference AuthDirectory directory,
            @Reference EngineConfiguration configuration) {
        this(tokens, directory, () -> configuration.settings().maximumApiKeys());
    }

    /** @param maximum most keys a user may have that still work */
    ApiKeys(AccessTokens tokens, AuthDirectory directory, IntSupplier maximum) {
        this.tokens = tokens;
        this.directory = directory;
        this.maximum = maximum;
    }

    // One at a time: otherwise two at once could both see room for the last one.
    @Override
    public synchronized IssuedApiKey issue(Caller caller, String owner, String name, Optional<Duration> lifetime) {
        allow(caller, owner);
        check(name, lifetime);
        if (directory.identity(owner).isEmpty()) {
            throw new NotFoundException("there is no user " + owner + ", or his account is disabled");
        }
        long working = tokens.list(owner, Kind.API_KEY).stream().filter(key -> !tokens.isExpired(key)).count();
        int allowed = maximum.getAsInt();
        if (working >= allowed) {
            throw new ConflictException("TOO_MANY_KEYS",
                    owner + " has " + working + " API keys of " + allowed + " allowed; revoke one that is not used any more");
        }
        AccessTokens.Made made = tokens.make(owner, Kind.API_KEY, name, lifetime);
        return new IssuedApiKey(view(made.token()), made.secret());
    }

    @Override
    public List<ApiKey> list(Caller caller, String owner) {
        allow(caller, owner);
        return tokens.list(owner, Kind.API_KEY).stream().map(ApiKeys::view).toList();
    }

    @Override
    public void revoke(Caller caller, String owner, String id) {
        allow(caller, owner);
        // A session has an id as well; it is not an API key.
        boolean isKey = tokens.list(owner, Kind.API_KEY).stream().anyMatch(key -> key.id().equals(id));
        if (!isKey || !tokens.end(owner, id)) {
            throw new NotFoundException(owner + " has no such API key");
        }
    }

    private static void allow(Caller caller, String owner) {
        if (!caller.administrator() && !caller.login().equals(owner)) {
            throw new ForbiddenException("only administrators may manage the API keys of others");
        }
    }

    private static void check(String name, Optional<Duration> lifetime) {
        List<Violation> violations = new ArrayList<>();
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            violations.add(new Violation("name", "length",
                    "must have 1 to " + LONGEST_NAME + " characters, not only blanks and no control characters"));
        }
        if (lifetime.isPresent() && (lifetime.get().compareTo(Duration.ofSeconds(1)) < 0
                || lifetime.get().compareTo(LONGEST_LIFETIME) > 0)) {
            violations.add(new Violation("lifetime", "range",
                    "must be from 1 second to " + LONGEST_LIFETIME.toDays() + " days; leave it out for a key that works for ever"));
        }
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
    }

    private static ApiKey view(AccessToken token) {
        return new ApiKey(token.id(), token.owner(), token.name(), token.created(), token.expires());
    }
}
