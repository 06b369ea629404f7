package org.godocker.engine.internal.account;

import java.time.Clock;
import java.time.Duration;
import org.godocker.api.error.TooManyAttemptsException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way a password is checked: slowed down after wrong ones, few at a time. Immediate, so that what is counted does
 * not go when nobody uses it for a moment.
 */
@Component(service = PasswordChecks.class, immediate = true)
public final class PasswordChecks {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordChecks.class);
    private static final int AT_ONCE = 4;
    private static final int WAITING = 32;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /** Nobody has a longer one; what is longer is not worth hashing. */
    private static final int LONGEST_LOGIN = 256;
    private static final int LONGEST_PASSWORD = 1024;

    private final AuthDirectory directory;
    private final LoginThrottle throttle;
    private final LoginGate gate;

    @Activate
    public PasswordChecks(@Reference AuthDirectory directory) {
        this(directory, new LoginThrottle(Clock.systemUTC()), new LoginGate(AT_ONCE, WAITING, LONGEST_WAIT));
    }

    PasswordChecks(AuthDirectory directory, LoginThrottle throttle, LoginGate gate) {
        this.directory = directory;
        this.throttle = throttle;
        this.gate = gate;
    }

    /**
     * Checks a password with the auth providers.
     *
     * @param remoteAddress where it came from
     * @throws TooManyAttemptsException when it is not looked at because of earlier wrong ones
     * @throws org.godocker.api.error.UnavailableException when too many are being checked
     */
    LoginVerdict check(String login, char[] password, String remoteAddress) {
        if (login.isEmpty() || login.length() > LONGEST_LOGIN || password.length == 0 || password.length > LONGEST_PASSWORD) {
            return new LoginVerdict.Unknown();
        }
        String place = RemoteAddress.place(remoteAddress);
        refuseWhileWaiting(login, place);
        return gate.pass(() -> {
            // Again, for those who waited at the gate while others of their kind were found wrong.
            refuseWhileWaiting(login, place);
            LoginVerdict verdict = directory.authenticate(login, password);
            count(login, place, verdict);
            return verdict;
        });
    }

    private void refuseWhileWaiting(String login, String place) {
        Duration wait = throttle.waitOf(login, place);
        if (!wait.isZero()) {
            long seconds = wait.plusMillis(999).toSeconds();
            throw new TooManyAttemptsException("too many wrong passwords; try again in " + seconds + " s", wait);
        }
    }

    private void count(String login, String place, LoginVerdict verdict) {
        if (verdict instanceof LoginVerdict.Accepted) {
            throttle.right(login, place);
            return;
        }
        // An outage is nobody's fault, unless a provider that did answer found the password wrong.
        if (verdict instanceof LoginVerdict.Unsure unsure && !unsure.refused()) {
            return;
        }
        Duration wait = throttle.wrong(login, place);
        if (!wait.isZero()) {
            // A login that nobody knows may be a password typed into the wrong field.
            LOG.warn("Repeated wrong passwords for {} from {}: the next one is looked at in {} s",
                    verdict instanceof LoginVerdict.Refused ? login : "an unknown login", place, wait.toSeconds());
        }
    }
}
