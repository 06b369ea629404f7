package org.godocker.cli.config;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The settings in force: the environment goes before the file. */
public final class Configuration {

    private final Map<String, String> env;
    private final ConfigurationFile file;

    public Configuration(Map<String, String> env) {
        this.env = Map.copyOf(env);
        this.file = ConfigurationFile.of(env);
    }

    public ConfigurationFile file() {
        return file;
    }

    /** A stored token goes to the server that gave it, and to no other that the environment may name. */
    public Settings settings() {
        Optional<String> ownUrl = given("GODOCKER_URL");
        Optional<String> ownToken = given("GODOCKER_TOKEN");
        Optional<Settings> stored = ownUrl.isPresent() && ownToken.isPresent()
                ? Optional.empty() : file.read();
        URI url = ownUrl.map(text -> ServerUrl.parse(text, "GODOCKER_URL"))
                .orElseGet(() -> stored.map(Settings::url).orElse(Settings.DEFAULT_URL));
        Optional<Settings> ofServer = stored.filter(s -> s.url().equals(url));
        return new Settings(url, ownToken.or(() -> ofServer.flatMap(Settings::token)));
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(env.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
