package org.godocker.cli.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godocker.cli.exit.CommandFailure;

/**
 * The one thing the program keeps: lines {@code url = ...} and {@code token = ...}, for its owner only.
 * A file that others can read or write is refused, because its token is no secret any more.
 */
public final class ConfigurationFile {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<String> NAMES = Set.of("url", "token");

    private final Path file;

    private ConfigurationFile(Path file) {
        this.file = file;
    }

    /** {@code godocker/config} in {@code XDG_CONFIG_HOME}, else in {@code .config} of the home directory. */
    public static ConfigurationFile of(Map<String, String> env) {
        String folder = env.getOrDefault("XDG_CONFIG_HOME", "");
        Path base = folder.startsWith("/") ? Path.of(folder)
                : Path.of(env.getOrDefault("HOME", System.getProperty("user.home"))).resolve(".config");
        return new ConfigurationFile(base.resolve("godocker").resolve("config"));
    }

    public Path path() {
        return file;
    }

    /** What is stored; empty if there is no file. */
    public Optional<Settings> read() {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.stream().anyMatch(p -> !p.name().startsWith("OWNER_"))) {
                throw CommandFailure.usage(file + " can be read or changed by others (" + PosixFilePermissions.toString(permissions)
                        + "); make it yours: chmod 600 " + file);
            }
            return Optional.of(settings(lines(Files.readString(file))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw CommandFailure.usage(file + " cannot be read (" + e + "); repair or remove it, and log in again", e);
        }
    }

    private Settings settings(Map<String, String> values) {
        return new Settings(
                Optional.ofNullable(values.get("url")).map(url -> ServerUrl.parse(url, "url in " + file)).orElse(Settings.DEFAULT_URL),
                Optional.ofNullable(values.get("token")));
    }

    private Map<String, String> lines(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            int equals = line.indexOf('=');
            String name = equals < 0 ? "" : line.substring(0, equals).strip();
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            if (!NAMES.contains(name)) {
                throw CommandFailure.usage(file + ", line " + number + ": expected url = ... or token = ...");
            }
            values.put(name, line.substring(equals + 1).strip());
        }
        return values;
    }

    /** Replaces the file; a crash leaves the old one or the new one. */
    public void write(Settings settings) {
        StringBuilder text = new StringBuilder("# Written by godocker login.\n").append("url = ").append(settings.url()).append('\n');
        settings.token().ifPresent(token -> text.append("token = ").append(token).append('\n'));
        try {
            Files.createDirectories(file.getParent().getParent());
            if (!Files.isDirectory(file.getParent())) {
                Files.createDirectory(file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path fresh = Files.createTempFile(file.getParent(), ".config", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try {
                Files.write(fresh, text.toString().getBytes(StandardCharsets.UTF_8));
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw CommandFailure.refused("cannot write " + file + " (" + e + "); set XDG_CONFIG_HOME to a folder of yours", e);
        }
    }
}
