package org.godocker.engine.internal.account;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.godocker.api.error.UnauthenticatedException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.user.Caller;
import org.godocker.api.user.IssuedToken;
import org.godocker.api.user.SessionService;
import org.godocker.engine.internal.config.EngineConfiguration;
import org.godocker.spi.store.AccessTokenStore.Kind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Logins, and who a token or an API key stands for. Who he is and whether he administers is asked of the directory each time. */
@Component(service = SessionService.class)
public final class Sessions implements SessionService {

    private final PasswordChecks passwords;
    private final AccessTokens tokens;
    private final AuthDirectory directory;
    private final Supplier<Duration> lifetime;

    @Activate
    public Sessions(@Reference PasswordChecks passwords, @Reference AccessTokens tokens, @Reference AuthDirectory directory,
            @Reference EngineConfiguration configuration) {
        this(passwords, tokens, directory, () -> configuration.settings().tokenLifetime());
    }

    /** @param lifetime how long a token made now works */
    Sessions(PasswordChecks passwords, AccessTokens tokens, AuthDirectory directory, Supplier<Duration> lifetime) {
        this.passwords = passwords;
        this.tokens = tokens;
        this.directory = directory;
        this.lifetime = lifetime;
    }

    @Override
    public IssuedToken login(String login, char[] password, String remoteAddress) {
        long endings = tokens.endings();
        LoginVerdict verdict = passwords.check(login, password, remoteAddress);
        if (verdict instanceof LoginVerdict.Accepted accepted) {
            AccessTokens.Made made = tokens.make(
                    accepted.identity().login(), Kind.SESSION, "", Optional.of(lifetime.get()));
            if (tokens.endings() != endings) {
                tokens.end(made.token().owner(), made.token().id());
                throw new UnavailableException("accounts were changed at this very moment; log in again");
            }
            return new IssuedToken(made.secret(), made.token().expires().orElseThrow());
        }
        if (verdict instanceof LoginVerdict.Unsure unsure) {
            throw new UnavailableException(unsure.message());
        }
        throw new UnauthenticatedException("login or password are wrong");
    }

    @Override
    public Optional<Caller> authenticate(String tokenOrKey) {
        return tokens.find(tokenOrKey)
                .flatMap(token -> directory.identity(token.owner()))
                .map(identity -> new Caller(identity.login(), identity.administrator()));
    }

    @Override
    public void logout(String token) {
        tokens.find(token).filter(found -> found.kind() == Kind.SESSION)
                .ifPresent(found -> tokens.end(found.owner(), found.id()));
    }
}
