package org.godocker.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.godocker.cli.config.Configuration;
import org.godocker.cli.config.ServerUrl;
import org.godocker.cli.config.Settings;
import org.godocker.cli.exit.CommandFailure;
import org.godocker.cli.exit.ExitCode;
import org.godocker.cli.json.Json;
import org.godocker.cli.server.ServerClient;
import org.godocker.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "login", description = "Gets a token for a password and keeps it. The password is asked without echo, or read from standard input.")
final class LoginCommand extends ServerCommand {

    @Option(names = "--url", paramLabel = "URL", description = "Address of the server; the last one if left out.")
    private String url;
    @Option(names = {"-u", "--user"}, paramLabel = "LOGIN", description = "Who; your login here if left out.")
    private String user;

    LoginCommand(Surroundings around) {
        super(around);
    }

    @Override
    public Integer call() {
        Configuration configuration = new Configuration(around.env());
        URI address = url == null ? configuration.settings().url() : ServerUrl.parse(url, "--url");
        configuration.file().read();
        Settings target = new Settings(address, Optional.empty());
        if (target.unprotected()) {
            around.err().println("godocker: warning: " + address + " is not encrypted, the password can be read on the way; use https");
        }
        String name = user != null ? user : System.getProperty("user.name");
        Json answer = new ServerClient(target).postOpenly("/auth/token", Json.of(Map.of("user", name, "password", password(name))));
        String token = answer.at("token").text().filter(t -> t.matches("[!-~]+"))
                .orElseThrow(() -> CommandFailure.unreachable(address + " does not answer as a go-docker server; check the address", null));
        configuration.file().write(new Settings(address, Optional.of(token)));
        around.out().println("Logged in at " + address + " as " + name + " until " + answer.at("expires").shown()
                + "; kept in " + configuration.file().path());
        return ExitCode.OK;
    }

    private String password(String name) {
        if (around.terminals().contains("in")) {
            return around.askSecret("Password of " + name + ": ").orElseThrow(
                    () -> CommandFailure.usage("the password cannot be asked here; give it on standard input"));
        }
        try {
            String line = new BufferedReader(new InputStreamReader(around.in(), StandardCharsets.UTF_8)).readLine();
            return Optional.ofNullable(line).filter(text -> !text.isEmpty())
                    .orElseThrow(() -> CommandFailure.usage("standard input has no password; give it as its first line"));
        } catch (IOException e) {
            throw CommandFailure.usage("standard input cannot be read; give the password as its first line", e);
        }
    }
}
