package org.godocker.shell.internal;

import org.apache.karaf.shell.api.console.Session;
import org.godocker.api.user.Caller;

/** Whoever may use the Karaf shell administers the system; refusals and audit carry his Karaf login. */
final class ShellCaller {

    private ShellCaller() {
    }

    static Caller of(Session session) {
        Object user = session.get("USER");
        return new Caller(user == null ? "karaf" : user.toString(), true);
    }
}
