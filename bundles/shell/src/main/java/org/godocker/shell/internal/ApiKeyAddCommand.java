package org.godocker.shell.internal;

import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.job.Lifespan;
import org.godocker.api.user.ApiKeyService;
import org.godocker.api.user.IssuedApiKey;

/** {@code godocker:apikey-add}. */
@Service
@Command(scope = "godocker", name = "apikey-add", description = "Makes an API key for a user and shows it once")
public final class ApiKeyAddCommand implements Action {

    @Reference
    private ApiKeyService keys;

    @Reference
    private Session session;

    @Argument(name = "login", description = "Login of the user", required = true)
    @Completion(LoginCompleter.class)
    private String login;

    @Option(name = "-n", aliases = "--name", description = "What the key is for")
    private String name = "shell";

    @Option(name = "-l", aliases = "--lifetime", description = "How long it works, for example 30d; for ever when left out")
    private String lifetime;

    @Override
    public Object execute() {
        IssuedApiKey key;
        try {
            key = keys.issue(ShellCaller.of(session), login, name, Optional.ofNullable(lifetime).map(Lifespan::parse));
        } catch (IllegalArgumentException e) {
            throw InvalidRequestException.of("lifetime", "duration", e.getMessage());
        }
        session.getConsole().println("API key " + key.key().id() + " of " + login + " (shown this once): " + key.secret());
        return null;
    }
}
