package org.godocker.engine.internal.account;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.godocker.api.error.ConflictException;
import org.godocker.api.error.ForbiddenException;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.error.Violation;
import org.godocker.api.user.Caller;
import org.godocker.api.user.Identity;
import org.godocker.api.user.NewUser;
import org.godocker.api.user.User;
import org.godocker.api.user.UserChange;
import org.godocker.api.user.UserService;
import org.godocker.spi.store.AccessTokenStore.Kind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Managing accounts: who may, and what follows for tokens, API keys and what is remembered of the user. */
@Component(service = UserService.class)
public final class Accounts implements UserService {

    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
    /** As a place that wrong passwords come from: the user himself, logged in. */
    private static final String OWN_SESSION = "own session";

    private final Keepers keepers;
    private final AuthDirectory directory;
    private final AccessTokens tokens;
    private final PasswordChecks passwords;
    private final AtomicReference<LiveJobCounts> liveJobs = new AtomicReference<>();

    @Activate
    public Accounts(@Reference Keepers keepers, @Reference AuthDirectory directory, @Reference AccessTokens tokens,
            @Reference PasswordChecks passwords) {
        this.keepers = keepers;
        this.directory = directory;
        this.tokens = tokens;
        this.passwords = passwords;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setLiveJobs(LiveJobCounts counts) {
        liveJobs.set(counts);
    }

    void unsetLiveJobs(LiveJobCounts counts) {
        liveJobs.compareAndSet(counts, null);
    }

    @Override
    public List<User> list(Caller caller) {
        requireAdministrator(caller);
        return keepers.ask(keeper -> keeper.accounts());
    }

    @Override
    public User get(Caller caller, String login) {
        if (!caller.administrator() && !caller.login().equals(login)) {
            throw unknown(login);
        }
        return find(login);
    }

    @Override
    public User create(Caller caller, NewUser user) {
        requireAdministrator(caller);
        if (user.login() != null && user.login().matches(Identity.LOGIN_PATTERN)) {
            refuseWhereOthersCount(user.login());
            // Whatever a former account of this name may have left must not open the new one.
            if (keepers.ask(keeper -> keeper.account(user.login())).isEmpty()) {
                tokens.endAll(user.login(), Optional.empty());
            }
        }
        User created = keepers.ask(keeper -> keeper.create(user));
        directory.forget(created.login());
        LOG.info("{} made account {}{}", caller.login(), created.login(),
                created.identity().administrator() ? ", an administrator" : "");
        return created;
    }

    /** An account that another provider's user of the same name hides would never come into force. */
    private void refuseWhereOthersCount(String login) {
        String keeperName = keepers.ask(keeper -> keeper.name());
        directory.providerOf(login).filter(name -> !name.equals(keeperName)).ifPresent(name -> {
            throw new ConflictException("LOGIN_TAKEN", "auth provider " + name + " already has a user " + login);
        });
    }

    @Override
    public User change(Caller caller, String login, UserChange change) {
        requireAdministrator(caller);
        User changed = keepers.ask(keeper -> keeper.change(login, change));
        directory.forget(login);
        if (change.password().isPresent() || !changed.enabled()) {
            endSessions(login);
        }
        LOG.info("{} changed account {}", caller.login(), login);
        return changed;
    }

    @Override
    public void changeOwnPassword(Caller caller, char[] present, char[] wanted) {
        String login = caller.login();
        if (keepers.ask(keeper -> keeper.account(login)).isEmpty()) {
            throw new ForbiddenException("the password of " + login + " is not kept here; change it where the account is kept");
        }
        LoginVerdict verdict = passwords.check(login, present, OWN_SESSION);
        if (verdict instanceof LoginVerdict.Unsure unsure) {
            throw new UnavailableException(unsure.message());
        }
        if (!(verdict instanceof LoginVerdict.Accepted)) {
            throw InvalidRequestException.of("present", "wrong", "is not the present password");
        }
        UserChange change = new UserChange(Optional.of(wanted), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty());
        try {
            keepers.ask(keeper -> keeper.change(login, change));
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(e.violations().stream()
                    .map(v -> v.field().equals("password") ? new Violation("wanted", v.rule(), v.message()) : v).toList());
        }
        directory.forget(login);
        endSessions(login);
        LOG.info("{} changed his password", login);
    }

    @Override
    public void delete(Caller caller, String login) {
        requireAdministrator(caller);
        find(login);
        LiveJobCounts counts = liveJobs.get();
        if (counts == null) {
            throw new UnavailableException("the jobs are not known yet, so an account cannot be removed; try again later");
        }
        long live = counts.live(login);
        if (live > 0) {
            throw new ConflictException("LIVE_JOBS", login + " has " + live
                    + " jobs that have not ended; disable the account and kill them, or wait for their end");
        }
        keepers.ask(keeper -> {
            keeper.delete(login);
            return true;
        });
        directory.forget(login);
        int ended = tokens.endAll(login, Optional.empty());
        LOG.info("{} removed account {} and {} tokens and API keys of it", caller.login(), login, ended);
    }

    private void endSessions(String login) {
        try {
            tokens.endAll(login, Optional.of(Kind.SESSION));
        } catch (UnavailableException e) {
            throw new UnavailableException("the account of " + login
                    + " was changed, but its tokens could not be ended; set the password again to end them", e);
        }
    }

    private User find(String login) {
        return keepers.ask(keeper -> keeper.account(login)).orElseThrow(() -> unknown(login));
    }

    private static NotFoundException unknown(String login) {
        return new NotFoundException("there is no account " + login);
    }

    private static void requireAdministrator(Caller caller) {
        if (!caller.administrator()) {
            throw new ForbiddenException("only administrators may manage accounts");
        }
    }
}
