package org.godocker.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.godocker.api.user.UserService;

/** Completes logins of local accounts. */
@Service
public final class LoginCompleter implements Completer {

    @Reference
    private UserService users;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter delegate = new StringsCompleter();
        users.list(ShellCaller.of(session)).forEach(user -> delegate.getStrings().add(user.login()));
        return delegate.complete(session, line, candidates);
    }
}
