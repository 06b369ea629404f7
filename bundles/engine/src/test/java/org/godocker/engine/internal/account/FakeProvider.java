package org.godocker.engine.internal.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.godocker.api.job.VolumeRequest;
import org.godocker.api.user.Identity;
import org.godocker.spi.auth.AuthProvider;
import org.godocker.spi.auth.AuthProviderException;
import org.godocker.spi.auth.Authentication;
import org.godocker.spi.auth.VolumeGrant;
import org.godocker.spi.auth.VolumeVerdict;

/** A directory of users in memory that can be made to fall silent. */
class FakeProvider implements AuthProvider {

    final Map<String, Identity> users = new ConcurrentHashMap<>();
    final Map<String, String> passwords = new ConcurrentHashMap<>();
    final AtomicInteger identityCalls = new AtomicInteger();
    final AtomicInteger passwordChecks = new AtomicInteger();
    volatile boolean silent;
    volatile VolumeVerdict volumeAnswer;
    private final String name;

    FakeProvider(String name) {
        this.name = name;
    }

    static Identity identity(String login, int uid, boolean administrator) {
        return new Identity(login, uid, uid, List.of(), Optional.empty(), Optional.empty(), administrator);
    }

    FakeProvider with(String login, int uid, String password) {
        return with(identity(login, uid, false), password);
    }

    FakeProvider with(Identity identity, String password) {
        users.put(identity.login(), identity);
        passwords.put(identity.login(), password);
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Authentication authenticate(String login, char[] password) throws AuthProviderException {
        passwordChecks.incrementAndGet();
        checkSilent();
        if (!passwords.containsKey(login)) {
            return new Authentication.Unknown();
        }
        return users.containsKey(login) && passwords.get(login).equals(new String(password))
                ? new Authentication.Accepted(users.get(login)) : new Authentication.Refused();
    }

    @Override
    public Optional<Identity> identity(String login) throws AuthProviderException {
        identityCalls.incrementAndGet();
        checkSilent();
        return Optional.ofNullable(users.get(login));
    }

    @Override
    public VolumeVerdict volumes(Identity identity, List<VolumeRequest> requests) throws AuthProviderException {
        checkSilent();
        return volumeAnswer != null ? volumeAnswer : new VolumeVerdict.Granted(requests.stream()
                .map(r -> new VolumeGrant(r.name(), "/" + name + "/" + identity.login(), "/mnt/" + r.name(), r.readOnly())).toList());
    }

    private void checkSilent() throws AuthProviderException {
        if (silent) {
            throw new AuthProviderException("ldap://secret-host does not answer", null);
        }
    }
}
