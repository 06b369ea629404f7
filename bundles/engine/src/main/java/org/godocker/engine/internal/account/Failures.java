package org.godocker.engine.internal.account;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.godocker.api.error.UnavailableException;
import org.godocker.engine.internal.plugin.PluginCallException;

/** The auth providers that could not be asked while all were asked in order. */
final class Failures {

    private final Set<String> names = new LinkedHashSet<>();
    private final List<Throwable> causes = new ArrayList<>();

    void add(String name) {
        names.add(name);
    }

    void add(String name, PluginCallException failure) {
        add(name);
        causes.add(failure);
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** @param owner the provider a login is remembered to belong to, or null */
    boolean mayOwn(String owner) {
        return owner != null && names.contains(owner);
    }

    LoginVerdict unsure(boolean refused) {
        return new LoginVerdict.Unsure("the login cannot be checked now: " + silent(), refused);
    }

    UnavailableException unavailable(String login) {
        UnavailableException failure = new UnavailableException("user " + login + " cannot be looked up now: " + silent(),
                causes.isEmpty() ? null : causes.get(0));
        causes.stream().skip(1).forEach(failure::addSuppressed);
        return failure;
    }

    /** Details are for the log: the reader of this may be a stranger. */
    private String silent() {
        return "auth provider " + String.join(", ", names) + " does not answer; try again later";
    }
}
